package io.sluicegate.bench.local;

import io.sluicegate.fraud.PublishedVersion;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.runtime.control.ControlClient;
import io.sluicegate.runtime.control.NewCommand;
import io.sluicegate.runtime.kafka.Clients;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sends commands as an operator does, and waits for rollout control's decisions. */
public final class Operator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PipelineConfig config;
    private final ControlClient control;

    public Operator(PipelineConfig config, Clients clients) {
        this.config = config;
        this.control = new ControlClient(clients);
    }

    /**
     * A command that was accepted.
     *
     * @param called when the client was asked to append it
     * @param revision the revision that it made; 0 where it made none
     */
    public record Accepted(String commandId, Instant called, long revision) {}

    public Accepted register(PublishedVersion published) {
        return send(command(CommandKind.REGISTER, published.version())
                .setLocation(published.location())
                .setBundleDigest(published.digest())
                .setFeatureSetFingerprint(published.featureSetFingerprint()));
    }

    /** Begins a preparation; the version decides once it is activated. */
    public Accepted deploy(String version) {
        return send(command(CommandKind.DEPLOY, version));
    }

    /** Back from the version in force to the one before it. */
    public Accepted rollback() {
        var inForce = control.inForce(config.pipeline(), PATIENCE)
                .orElseThrow(() -> new CommandFailed(Message.BENCHMARK_FAILED, "nothing is deployed"));
        return send(command(
                        CommandKind.ROLLBACK,
                        DeploymentView.of(inForce).primary().map(Arm::name).orElse(""))
                .setExpectedRevision(inForce.getRevision()));
    }

    private ModelCommand.Builder command(CommandKind kind, String version) {
        return NewCommand.of(config, kind, version, "bench");
    }

    private Accepted send(ModelCommand.Builder wish) {
        var command = wish.build();
        var called = Instant.now();
        var answer = control.send(command, PATIENCE)
                .orElseThrow(() -> new CommandFailed(
                        Message.BENCHMARK_FAILED, "rollout control did not answer " + command.getKind()));
        if (answer.getKind() == AuditKind.REFUSED) {
            throw new CommandFailed(
                    Message.BENCHMARK_FAILED, command.getKind() + " was refused: " + answer.getReason());
        }
        return new Accepted(command.getCommandId(), called, revision(answer));
    }

    private static long revision(AuditEntry answer) {
        return Optional.ofNullable(answer.getDeployment())
                .map(Deployment::getRevision)
                .orElse(0L);
    }

    @Override
    public void close() {
        control.close();
    }
}
