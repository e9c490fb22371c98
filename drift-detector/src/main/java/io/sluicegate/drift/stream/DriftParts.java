package io.sluicegate.drift.stream;

import io.sluicegate.drift.DriftMeters;
import io.sluicegate.platform.config.DriftSettings;
import io.sluicegate.platform.config.PipelineConfig;
import io.sluicegate.platform.deadletter.DeadLetters;
import io.sluicegate.platform.kafka.AvroSerdes;

/** What the topology's processors are made from. */
public record DriftParts(
        PipelineConfig config, AvroSerdes serdes, References references, DriftMeters meters, DeadLetters deadLetters) {

    DriftSettings settings() {
        return config.drift();
    }
}
