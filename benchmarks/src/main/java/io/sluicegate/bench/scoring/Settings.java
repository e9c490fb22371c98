package io.sluicegate.bench.scoring;

import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings of a measurement.
 *
 * @param rounds rounds that count
 * @param threads stream threads
 * @param guarantees the guarantees to measure under
 * @param records backlog of a measurement whose subject's speed is not known yet
 * @param seconds how long a backlog should last once it is; 0 keeps to {@code records}, and no round is spent on finding out
 * @param latencySeconds how long each open loop lasts
 * @param cap most rows in one call of the model
 * @param profile folder for recordings of the scorer under exactly-once
 */
record Settings(
        int rounds,
        List<Integer> threads,
        List<Guarantee> guarantees,
        int records,
        double seconds,
        double latencySeconds,
        ModelKind model,
        int cap,
        Path out,
        Optional<Path> profile) {}
