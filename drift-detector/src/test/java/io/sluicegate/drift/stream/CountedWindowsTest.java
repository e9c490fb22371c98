package io.sluicegate.drift.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.drift.DriftMetrics;
import io.sluicegate.drift.domain.Window;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.config.DriftSettings;
import io.sluicegate.records.PartialCounts;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The windows of one partition over restarts, with another grace. */
class CountedWindowsTest {
    private static final Duration LENGTH = Duration.ofMillis(100);
    private static final String STORE = "windows";
    private static final String TOPIC = "fraud.features";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Path folder;
    private final KeyValueStore<Window, StoredWindow> store;
    private MockProcessorContext<String, PartialCounts> context;
    private CountedWindows windows;

    CountedWindowsTest(@TempDir Path folder) {
        this.folder = folder;
        this.store = TestStores.open(CountedWindows.store(STORE), folder);
    }

    @BeforeEach
    void countAndDropTheFirstWindow() {
        start(Duration.ofMillis(20));
        row(50);
        row(150);
        emit();
    }

    @Test
    void shouldNotOpenAWindowAgainThatIsGoneThoughTheGraceIsLonger() {
        start(Duration.ofMillis(500));

        assertThat(windows.arrive(99)).isEmpty();

        assertThat(meters.get(Metric.DRIFT_LATE.id()).counter().count()).isEqualTo(1);
        emit();
        assertThat(context.forwarded())
                .extracting(it -> it.record().value().getWindowEnd().toEpochMilli())
                .containsExactly(200L);
    }

    @Test
    void shouldCountALabelOfAWindowThatIsGoneWhereThePartitionHasComeTo() {
        start(Duration.ofMillis(500));

        assertThat(windows.atOrNow(99).window()).isEqualTo(new Window(100, 200));
    }

    @Test
    void shouldTakeRowsOfOtherWindowsForTheLongerGrace() {
        start(Duration.ofMillis(500));
        row(350);

        assertThat(windows.arrive(199))
                .hasValueSatisfying(it -> assertThat(it.rows()).isEqualTo(1));
    }

    private void start(Duration grace) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        context = new MockProcessorContext<>(properties, new TaskId(0, 0), folder.toFile());
        context.addStateStore(store);
        var day = Duration.ofDays(1);
        var settings = new DriftSettings(LENGTH, grace, day, day, 200, 0.001, 0.2, 0.15, day, day, 5);
        windows = new CountedWindows(
                context, STORE, TOPIC, settings, new DriftMetrics(new PipelineMetrics(meters, "fraud")), now -> {});
    }

    private void row(long time) {
        windows.arrive(time).ifPresent(window -> {
            window.row(0, time);
            windows.save(window);
        });
    }

    private void emit() {
        context.scheduledPunctuators().forEach(it -> it.getPunctuator().punctuate(0));
    }
}
