package io.sluicegate.scorer.pacing;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** The number of this stream thread's commits, as Kafka Streams counts them. */
final class Commits {
    private static final String NAME = "commit-total";
    private static final String THREAD = "thread-id";

    private Commits() {}

    /** The calling thread's count; empty if Kafka Streams keeps none, as in a test driver. */
    static Optional<Metric> ofThisThread(Map<MetricName, ? extends Metric> metrics) {
        var thread = Thread.currentThread().getName();
        return metrics.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(NAME))
                .filter(entry -> thread.equals(entry.getKey().tags().get(THREAD)))
                .findFirst()
                .map(Map.Entry::getValue);
    }
}
