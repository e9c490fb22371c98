package io.sluicegate.control.domain;

import io.sluicegate.control.domain.Decision.Accepted;
import io.sluicegate.control.domain.Decision.Refused;
import io.sluicegate.control.domain.Progress.Aborted;
import io.sluicegate.control.domain.Progress.Activated;
import io.sluicegate.pipeline.config.ModelSettings.Approval;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.VersionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A cluster with one pipeline: the fold over commands and statuses, in memory, with a clock that stands until it is moved. */
public final class World implements ControlState {
    public static final Duration PREPARE_TIMEOUT = Duration.ofSeconds(60);
    public static final String PIPELINE = "fraud";
    private static final String ERROR = "DIGEST_MISMATCH: not what was registered";
    public static final String MODEL = "fraud-model";

    final Map<String, Deployment> deployments = new HashMap<>();
    final Map<String, ModelRegistration> registrations = new HashMap<>();
    final Map<String, AuditEntry> decisions = new HashMap<>();
    final Map<String, InstanceStatus> statuses = new LinkedHashMap<>();
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final RolloutControl control;
    private int commands;

    static final PipelineRules RULES = rules(Approval.NONE);

    private static PipelineRules rules(Approval approval) {
        return new PipelineRules(PIPELINE, MODEL, approval, PREPARE_TIMEOUT, "features-1", World::outside);
    }

    World() {
        this(false);
    }

    World(boolean required) {
        this(required ? Approval.REQUIRED : Approval.NONE);
    }

    World(Approval approval) {
        control = new RolloutControl(List.of(rules(approval)));
    }

    @Override
    public Optional<Deployment> inForce(String pipeline) {
        return Optional.ofNullable(deployments.get(pipeline));
    }

    @Override
    public Optional<ModelRegistration> registration(String model, String version) {
        return Optional.ofNullable(registrations.get(model + "@" + version));
    }

    @Override
    public Optional<ModelRegistration> bundle(String model, String digest) {
        return registrations.values().stream()
                .filter(known -> known.getModel().equals(model)
                        && known.getBundleDigest().equals(digest))
                .findFirst();
    }

    @Override
    public Collection<InstanceStatus> statuses(String pipeline) {
        return statuses.values().stream()
                .filter(status -> status.getPipeline().equals(pipeline))
                .toList();
    }

    private static Optional<String> outside(String location) {
        return Refusals.when(location.startsWith("/proc"), "%s lies outside the model store", location);
    }

    @Override
    public Optional<AuditEntry> decisionOn(String pipeline, String commandId) {
        return Optional.ofNullable(decisions.get(pipeline + "/" + commandId));
    }

    Decision decide(ModelCommand command) {
        return decide(command, Via.COMMANDS);
    }

    Decision decide(ModelCommand command, Via via) {
        return decide(command, via, List.of());
    }

    /** @param ahead the withdrawals that stand behind the command in the log */
    Decision decide(ModelCommand command, Via via, List<ModelCommand> ahead) {
        var decision = control.decide(this, command, via, ahead, now, now);
        AuditEntries.of(command, decision, now)
                .ifPresent(entry -> decisions.put(command.getPipeline() + "/" + command.getCommandId(), entry));
        if (decision instanceof Accepted accepted) {
            accepted.deployment().ifPresent(it -> deployments.put(it.getPipeline(), it));
            accepted.registration().ifPresent(it -> registrations.put(it.getModel() + "@" + it.getVersion(), it));
        }
        return decision;
    }

    Decision decide(CommandKind kind, String version) {
        return decide(command(kind, version, command -> {}));
    }

    Decision decide(CommandKind kind, String version, Consumer<ModelCommand.Builder> details) {
        return decide(command(kind, version, details));
    }

    /** The revision that a command led to. */
    Deployment revision(CommandKind kind, String version) {
        return revision(decide(kind, version));
    }

    Deployment revision(CommandKind kind, String version, double percent) {
        return revision(decide(kind, version, command -> command.setPercent(percent)));
    }

    static Deployment revision(Decision decision) {
        if (decision instanceof Accepted accepted) {
            return accepted.deployment().orElseThrow();
        }
        throw new AssertionError("not accepted: " + decision);
    }

    static String refusal(Decision decision) {
        if (decision instanceof Refused refused) {
            return refused.reason();
        }
        throw new AssertionError("not refused: " + decision);
    }

    ModelCommand command(CommandKind kind, String version, Consumer<ModelCommand.Builder> details) {
        return command("c" + ++commands, kind, version, details);
    }

    ModelCommand command(String id, CommandKind kind, String version, Consumer<ModelCommand.Builder> details) {
        var command = ModelCommand.newBuilder()
                .setCommandId(id)
                .setCorrelationId("why-" + id)
                .setPipeline(PIPELINE)
                .setKind(kind)
                .setVersion(version)
                .setIssuedBy("anna")
                .setIssuedAt(now);
        if (kind == CommandKind.REGISTER) {
            command.setLocation("/models/" + version)
                    .setBundleDigest("digest-" + version)
                    .setFeatureSetFingerprint("features-1");
        }
        if (kind == CommandKind.ROLLBACK || kind == CommandKind.ABORT) {
            command.setExpectedRevision(
                    inForce(PIPELINE).map(Deployment::getRevision).orElse(0L));
        }
        details.accept(command);
        return command.build();
    }

    /** Registers, deploys and activates. */
    World running(String version) {
        decide(CommandKind.REGISTER, version);
        revision(CommandKind.DEPLOY, version);
        return activated(version);
    }

    /** Registers, starts and activates a trial. */
    World trying(String version, double percent) {
        decide(CommandKind.REGISTER, version);
        revision(CommandKind.CANARY, version, percent);
        return activated(version);
    }

    World activated(String version) {
        report("i1", version, LoadState.READY);
        if (!(progress() instanceof Activated)) {
            throw new AssertionError("not activated: " + progress());
        }
        apply();
        return this;
    }

    Deployment current() {
        return deployments.get(PIPELINE);
    }

    void report(String instance, String version, LoadState state) {
        report(instance, version, state, status -> {});
    }

    /** A heartbeat of now, of an instance that has read the newest revision; what it said of other versions stands. */
    void report(String instance, String version, LoadState state, Consumer<InstanceStatus.Builder> details) {
        var status = InstanceStatus.newBuilder()
                .setPipeline(PIPELINE)
                .setInstance(instance)
                .setStartedAt(now)
                .setAt(now)
                .setRevision(current().getRevision())
                .setVersions(Stream.concat(
                                others(instance, version),
                                Stream.of(VersionStatus.newBuilder()
                                        .setVersion(version)
                                        .setBundleDigest("digest-" + version)
                                        .setState(state)
                                        .setError(state == LoadState.FAILED ? ERROR : null)
                                        .build()))
                        .toList());
        details.accept(status);
        statuses.put(instance, Liveness.kept(Optional.ofNullable(statuses.get(instance)), status.build(), now));
    }

    private Stream<VersionStatus> others(String instance, String version) {
        return Optional.ofNullable(statuses.get(instance)).stream()
                .flatMap(status -> status.getVersions().stream())
                .filter(known -> !known.getVersion().equals(version));
    }

    Progress progress() {
        return Preparations.progress(current(), Optional.empty(), statuses.values(), now, now)
                .orElseThrow();
    }

    /** Takes over what has become of the preparation. */
    void apply() {
        Preparations.progress(current(), Optional.empty(), statuses.values(), now, now)
                .ifPresent(progress -> {
                    if (progress instanceof Activated activated) {
                        deployments.put(PIPELINE, activated.deployment());
                    } else if (progress instanceof Aborted aborted) {
                        deployments.put(PIPELINE, aborted.deployment());
                    }
                });
    }

    void pass(Duration time) {
        now = now.plus(time);
    }
}
