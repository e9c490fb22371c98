package io.sluicegate.bench.peers;

import io.sluicegate.bench.scoring.ModelKind;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import java.util.List;

/**
 * The settings of a comparison.
 *
 * @param rounds rounds that count
 * @param threads threads of each subject
 * @param trial backlog of the trial that finds out a subject's speed
 * @param seconds how long a backlog should last after the trial; 0 keeps to the trial's, and measures that
 * @param latencySeconds how long each open loop lasts
 * @param commitMs how often transactions are committed, for all
 */
record PeersSettings(
        int rounds,
        List<ModelKind> models,
        List<Contender> contenders,
        List<Guarantee> guarantees,
        List<Integer> threads,
        int trial,
        double seconds,
        double latencySeconds,
        int commitMs) {
    PeersSettings {
        models = List.copyOf(models);
        contenders = List.copyOf(contenders);
        guarantees = List.copyOf(guarantees);
        threads = List.copyOf(threads);
    }
}
