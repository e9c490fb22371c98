package io.sluicegate.bench.loop;

import io.sluicegate.fraud.Scale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings of a measurement.
 *
 * @param backlog events that lie in wait for the enricher, and again for the whole; 0 to measure latency alone
 * @param rates events a second while latency is measured, one rate after another
 * @param warmUp how long each rate goes on at least before it is measured; 0 to measure at once
 * @param time how long each is measured
 * @param partitions partitions of the topics
 * @param latency the pipeline's latency setting
 * @param scale the world, and the history that the model is trained on
 * @param profile where a recording of each stage goes
 */
public record LoopSettings(
        int backlog,
        List<Integer> rates,
        Duration warmUp,
        Duration time,
        int partitions,
        String latency,
        Scale scale,
        Optional<Path> profile) {
    public LoopSettings {
        rates = List.copyOf(rates);
    }
}
