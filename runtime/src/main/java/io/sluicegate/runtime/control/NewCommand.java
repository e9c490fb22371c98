package io.sluicegate.runtime.control;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import java.time.Instant;
import java.util.UUID;

/** Begins a command that a person or a tool sends: with an id of its own, which is also its correlation id, and the time of now. */
public final class NewCommand {
    private NewCommand() {}

    /** @param version empty where the kind of command needs none */
    public static ModelCommand.Builder of(PipelineConfig config, CommandKind kind, String version, String issuedBy) {
        var id = UUID.randomUUID().toString();
        return ModelCommand.newBuilder()
                .setCommandId(id)
                .setCorrelationId(id)
                .setPipeline(config.pipeline())
                .setModel(config.model().name())
                .setKind(kind)
                .setVersion(version)
                .setIssuedBy(issuedBy)
                .setIssuedAt(Instant.now());
    }
}
