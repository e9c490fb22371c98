package io.sluicegate.bench.chaos;

import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.pipeline.config.KafkaSettings.Latency;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of one run.
 *
 * @param kills how many faults strike
 * @param seed the seed of everything random
 * @param brokers one or three
 * @param data folder for all that is written
 * @param registry folder of the unpacked registry
 * @param rate events a second
 */
record ChaosSettings(
        int kills, long seed, Guarantee guarantee, Latency latency, int brokers, Path data, Path registry, int rate) {
    /** The time after which a frozen instance loses its membership. */
    static final Duration SESSION_TIMEOUT = Duration.ofSeconds(8);

    boolean exactlyOnce() {
        return guarantee == Guarantee.EXACTLY_ONCE;
    }
}
