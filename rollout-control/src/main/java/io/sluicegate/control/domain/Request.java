package io.sluicegate.control.domain;

import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A command with everything that its decision depends on.
 *
 * @param via the topic from which the command came
 * @param current the newest revision; revision 0, empty, before the first
 * @param registration the registration of the command's version
 * @param bundle the registration of the command's digest
 * @param target the decision on the command that this one withdraws
 * @param statuses the newest status of each of the pipeline's instances
 * @param seen the broker's time, as of the command or the newest status
 * @param now when this is decided
 */
record Request(
        PipelineRules rules,
        ModelCommand command,
        Via via,
        DeploymentView current,
        Optional<ModelRegistration> registration,
        Optional<ModelRegistration> bundle,
        Optional<AuditEntry> target,
        List<InstanceStatus> statuses,
        Instant seen,
        Instant now) {

    static Request of(
            PipelineRules rules, ControlState state, ModelCommand command, Via via, Instant seen, Instant now) {
        var statuses = List.copyOf(state.statuses(rules.pipeline()));
        return new Request(
                rules,
                command,
                via,
                DeploymentView.of(state.inForce(rules.pipeline()).orElseGet(() -> Revisions.none(rules, now))),
                state.registration(rules.model(), command.getVersion()),
                Optional.ofNullable(command.getBundleDigest()).flatMap(digest -> state.bundle(rules.model(), digest)),
                Optional.ofNullable(command.getWithdraws()).flatMap(id -> state.decisionOn(rules.pipeline(), id)),
                statuses,
                Liveness.newest(statuses, seen),
                now);
    }

    /** Reasons that refuse a command of any kind. */
    Stream<String> generalObjections() {
        return Stream.of(notOfApprovals(), otherModel(), outdated()).flatMap(Optional::stream);
    }

    String version() {
        return command.getVersion();
    }

    /** Whether the command names the arm's version. */
    boolean means(Arm arm) {
        return means(arm.version());
    }

    boolean means(DeployedVersion known) {
        return version().equals(known.getVersion());
    }

    /**
     * The refusal of a command that must name its version and revision, but doesn't.
     *
     * @param which what the version in this command means
     */
    Optional<String> unnamed(String which) {
        return Refusals.when(
                version().isEmpty() || command.getExpectedRevision() == null,
                "%s needs version, %s, and expectedRevision, the revision that you looked at; the pipeline is at %s",
                command.getKind(),
                which,
                InForce.words(current));
    }

    private Optional<String> notOfApprovals() {
        return Refusals.when(
                via == Via.APPROVALS && command.getKind() != CommandKind.APPROVE,
                "sluicegate.approvals takes APPROVE only: append %s to sluicegate.commands",
                command.getKind());
    }

    private Optional<String> otherModel() {
        var asked = command.getModel();
        return Refusals.when(
                !asked.isEmpty() && !asked.equals(rules.model()),
                "pipeline '%s' runs model '%s', not '%s'",
                rules.pipeline(),
                rules.model(),
                asked);
    }

    private Optional<String> outdated() {
        var expected = command.getExpectedRevision();
        return Refusals.when(
                expected != null && expected != current.revision(),
                "the command expects revision %s, but the pipeline is at %s: check whether you still want the change",
                expected,
                InForce.words(current));
    }
}
