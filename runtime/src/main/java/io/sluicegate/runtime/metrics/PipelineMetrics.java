package io.sluicegate.runtime.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.catalogue.Metric.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of one pipeline, made as the catalogue declares them, with help and all labels. Callers give the labels' values in
 * the order of the declaration, without the pipeline's.
 *
 * @param registry where the meters are registered
 * @param pipeline the value of the label {@code pipeline}
 */
public record PipelineMetrics(MeterRegistry registry, String pipeline) {

    /** The metrics of another pipeline in the same registry. */
    public PipelineMetrics of(String other) {
        return new PipelineMetrics(registry, other);
    }

    /** The metrics in the same registry that concern no single pipeline. */
    public PipelineMetrics ofAllPipelines() {
        return of(Metric.ALL_PIPELINES);
    }

    public Counter counter(Metric metric, String... values) {
        return Counter.builder(idOf(metric, Kind.COUNTER))
                .description(metric.help())
                .tags(tags(metric, values))
                .register(registry);
    }

    public Timer timer(Metric metric, String... values) {
        return timer(metric, new Duration[0], values);
    }

    /** @param buckets bounds of the buckets that durations are counted in */
    public Timer timer(Metric metric, Duration[] buckets, String... values) {
        return Timer.builder(idOf(metric, Kind.TIMER))
                .description(metric.help())
                .tags(tags(metric, values))
                .serviceLevelObjectives(buckets)
                .register(registry);
    }

    public DistributionSummary summary(Metric metric, String... values) {
        return DistributionSummary.builder(idOf(metric, Kind.SUMMARY))
                .description(metric.help())
                .tags(tags(metric, values))
                .register(registry);
    }

    /** Registers a gauge that applies the function to the source; the registry keeps the source alive. */
    public <T> void gauge(Metric metric, T source, ToDoubleFunction<T> figure, String... values) {
        Gauge.builder(idOf(metric, Kind.GAUGE), source, figure)
                .description(metric.help())
                .tags(tags(metric, values))
                .strongReference(true)
                .register(registry);
    }

    private static String idOf(Metric metric, Kind kind) {
        if (metric.kind() != kind) {
            throw new IllegalArgumentException(metric + " is declared as a " + metric.kind() + ", not as a " + kind);
        }
        return metric.id();
    }

    private List<Tag> tags(Metric metric, String... values) {
        var labels = metric.labels();
        if (values.length != labels.size() - 1) {
            throw new IllegalArgumentException(metric + " has the labels " + labels + ": give " + (labels.size() - 1)
                    + " values, not " + values.length);
        }
        var tags = new ArrayList<Tag>();
        tags.add(Tag.of(labels.get(0), pipeline));
        for (int i = 0; i < values.length; i++) {
            tags.add(Tag.of(labels.get(i + 1), values[i]));
        }
        return tags;
    }
}
