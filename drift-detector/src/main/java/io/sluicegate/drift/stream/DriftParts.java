package io.sluicegate.drift.stream;

import io.sluicegate.drift.DriftMetrics;
import io.sluicegate.drift.domain.Silence;
import io.sluicegate.pipeline.config.DriftSettings;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.deadletter.DeadLetters;
import java.time.Duration;

/** The dependencies of the topology's processors. */
public record DriftParts(
        PipelineConfig config,
        AvroSerdes serdes,
        References references,
        DriftMetrics metrics,
        DeadLetters deadLetters) {

    DriftSettings settings() {
        return config.drift();
    }

    /** How long predictions wait for their labels, including late labels. */
    public Duration kept() {
        var settings = settings();
        return settings.labelHorizon()
                .plus(settings.labelLateness())
                .plus(settings.window())
                .plus(settings.grace());
    }

    Silence silence() {
        return new Silence(settings().grace(), settings().idle(), settings().replayIdle());
    }
}
