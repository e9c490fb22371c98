package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.control.ControlClient;
import io.sluicegate.runtime.control.NewCommand;
import java.time.Duration;

/** Gives commands about a pipeline that rollout control has to accept. */
public record Operator(ControlClient control, PipelineConfig config) {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** A command with an id of its own. */
    public ModelCommand.Builder command(CommandKind kind, String version) {
        return NewCommand.of(config, kind, version, "test");
    }

    /** Fails unless rollout control accepts the command. */
    public void send(ModelCommand.Builder command) {
        assertThat(control.send(command.build(), PATIENCE))
                .hasValueSatisfying(entry ->
                        assertThat(entry.getKind()).as(entry.getReason()).isEqualTo(AuditKind.ACCEPTED));
    }
}
