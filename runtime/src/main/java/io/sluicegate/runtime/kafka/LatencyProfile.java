package io.sluicegate.runtime.kafka;

import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.pipeline.config.KafkaSettings.Latency;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The client settings behind each value of {@code latency}. Kafka Streams' defaults (linger 100 ms, poll 100 ms, commit 30 s) cost
 * tens of milliseconds a hop, so a profile sets them all. With exactly-once, a reader sees a record after the commit that
 * sends it.
 *
 * @param linger how long a producer without transactions waits for more records, in ms
 * @param batch most bytes in one producer batch
 * @param poll how long an idle stream thread blocks in one poll, in ms; it delays wall-clock punctuators and commits
 * @param commitExactlyOnce commit interval under exactly-once, in ms
 * @param commitFloor the least time between two commits that a stage asks for because it has caught up, in ms
 * @param commitRest how many times as long as a commit took the next one that is asked for waits at least
 * @param commitAtLeastOnce commit interval under at-least-once, in ms
 * @param fetchBytes least bytes that a broker collects before it answers a fetch
 * @param fetchWait how long a broker collects at most, in ms
 */
record LatencyProfile(
        int linger,
        int batch,
        int poll,
        int commitExactlyOnce,
        int commitFloor,
        int commitRest,
        int commitAtLeastOnce,
        int fetchBytes,
        int fetchWait) {

    /** How long a producer waits until it repeats a request, at first; Kafka's default of 100 ms is as long as many transactions. */
    private static final int RETRY_BACKOFF = 20;

    private static final LatencyProfile LOW = new LatencyProfile(0, 16_384, 20, 100, 5, 1, 1_000, 1, 500);
    private static final LatencyProfile BALANCED = new LatencyProfile(5, 65_536, 20, 100, 25, 9, 5_000, 1, 500);
    private static final LatencyProfile THROUGHPUT =
            new LatencyProfile(50, 262_144, 100, 500, 500, 9, 10_000, 65_536, 50);

    static LatencyProfile of(Latency latency) {
        return switch (latency) {
            case LOW -> LOW;
            case BALANCED -> BALANCED;
            case THROUGHPUT -> THROUGHPUT;
        };
    }

    int commit(Guarantee guarantee) {
        return guarantee == Guarantee.EXACTLY_ONCE ? commitExactlyOnce : commitAtLeastOnce;
    }

    Map<String, Object> producer() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("linger.ms", linger);
        properties.put("batch.size", batch);
        return properties;
    }

    /**
     * A Kafka Streams producer's. In a transaction its records wait for the commit, which sends them all, unless they fill a batch before:
     * nobody sees them sooner, and each request costs the broker and the stage more than its records. A request that a transaction begins with
     * can also come before the broker has ended the last transaction, and is refused then, and sent again.
     */
    Map<String, Object> producer(Guarantee guarantee) {
        var properties = producer();
        if (guarantee == Guarantee.EXACTLY_ONCE) {
            properties.put("linger.ms", commitExactlyOnce);
            properties.put("retry.backoff.ms", RETRY_BACKOFF);
        }
        return properties;
    }

    Map<String, Object> consumer() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("fetch.min.bytes", fetchBytes);
        properties.put("fetch.max.wait.ms", fetchWait);
        return properties;
    }
}
