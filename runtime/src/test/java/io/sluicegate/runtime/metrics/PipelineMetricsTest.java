package io.sluicegate.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.pipeline.catalogue.Metric;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PipelineMetricsTest {
    private final io.micrometer.prometheusmetrics.PrometheusMeterRegistry registry = MeterRegistries.prometheus();
    private final PipelineMetrics metrics = new PipelineMetrics(registry, "fraud");

    @ParameterizedTest
    @EnumSource(Metric.class)
    void shouldMakeEachMetricWithItsHelpAndAllItsLabels(Metric metric) {
        var values = metric.labels().stream().skip(1).toArray(String[]::new);

        register(metric, values);

        var meter = registry.get(metric.id()).meter();
        assertThat(meter.getId().getDescription()).isEqualTo(metric.help());
        assertThat(meter.getId().getTags())
                .extracting(tag -> tag.getKey())
                .containsExactlyInAnyOrderElementsOf(metric.labels());
        assertThat(meter.getId().getTag("pipeline")).isEqualTo("fraud");
        assertThat(values)
                .allSatisfy(label -> assertThat(meter.getId().getTag(label)).isEqualTo(label));
        assertThat(registry.scrape()).contains(" " + metric.help() + "\n");
    }

    private void register(Metric metric, String... values) {
        switch (metric.kind()) {
            case COUNTER -> metrics.counter(metric, values);
            case GAUGE -> metrics.gauge(metric, new AtomicInteger(), AtomicInteger::get, values);
            case TIMER -> metrics.timer(metric, values);
            case SUMMARY -> metrics.summary(metric, values);
        }
    }

    @Test
    void shouldTellPipelinesApart() {
        metrics.counter(Metric.CONTROL_COMMANDS, "deploy", "accepted").increment();
        metrics.of("orders")
                .counter(Metric.CONTROL_COMMANDS, "deploy", "accepted")
                .increment(2);
        metrics.ofAllPipelines().gauge(Metric.SCORER_SESSIONS, 3, Integer::doubleValue);

        assertThat(registry.scrape())
                .contains(
                        "sluicegate_control_commands_total{decision=\"accepted\",kind=\"deploy\",pipeline=\"fraud\"} 1.0")
                .contains(
                        "sluicegate_control_commands_total{decision=\"accepted\",kind=\"deploy\",pipeline=\"orders\"} 2.0")
                .contains("sluicegate_scorer_sessions{pipeline=\"*\"} 3.0");
    }

    @Test
    void shouldCountDurationsInBuckets() {
        metrics.timer(Metric.SCORER_LATENCY, new Duration[] {Duration.ofMillis(5)})
                .record(3, TimeUnit.MILLISECONDS);

        assertThat(registry.scrape())
                .contains("sluicegate_scorer_latency_seconds_bucket{pipeline=\"fraud\",le=\"0.005\"} 1");
    }

    @Test
    void shouldRefuseAForgottenLabel() {
        assertThatThrownBy(() -> metrics.counter(Metric.SCORER_ROWS, "7", "PRIMARY"))
                .hasMessage("SCORER_ROWS has the labels [pipeline, version, role, outcome]: give 3 values, not 2");
    }

    @Test
    void shouldRefuseAnotherKind() {
        assertThatThrownBy(() -> metrics.counter(Metric.SCORER_REVISION))
                .hasMessage("SCORER_REVISION is declared as a GAUGE, not as a COUNTER");
    }

    @Test
    void shouldDeclareIdsThatDiffer() {
        assertThat(Arrays.stream(Metric.values()).map(Metric::id))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("sluicegate."));
    }
}
