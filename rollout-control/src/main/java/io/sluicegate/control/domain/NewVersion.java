package io.sluicegate.control.domain;

import static io.sluicegate.control.domain.Refusals.refusal;
import static io.sluicegate.control.domain.Refusals.when;

import io.sluicegate.control.domain.Decision.Accepted;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Preparation;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * DEPLOY, CANARY and SHADOW: the first of two phases, in which every live instance loads the version. A pipeline prepares one version at
 * a time.
 */
final class NewVersion {
    private static final Double ALL = 100.0;

    private final Request request;

    NewVersion(Request request) {
        this.request = request;
    }

    Decision deploy() {
        return refusal(
                        Pause.whilePaused(request),
                        preparing(),
                        onTrial(),
                        unregistered(),
                        unapproved(),
                        alreadyPrimary())
                .orElseGet(() -> prepare(CommandKind.DEPLOY, 0));
    }

    Decision canary() {
        var percent = request.command().getPercent();
        return refusal(
                        Pause.whilePaused(request),
                        preparing(),
                        onTrial(),
                        noPrimary(),
                        Shares.refusal(percent),
                        unregistered(),
                        unapproved(),
                        alreadyPrimary())
                .orElseGet(() -> prepare(CommandKind.CANARY, Shares.buckets(percent)));
    }

    /** A shadow decides nothing, so it needs no approval and may begin during a trial. */
    Decision shadow() {
        var percent = Objects.requireNonNullElse(request.command().getPercent(), ALL);
        return refusal(
                        Pause.whilePaused(request),
                        preparing(),
                        noPrimary(),
                        Shares.refusal(percent),
                        unregistered(),
                        inPlace())
                .orElseGet(() -> prepare(CommandKind.SHADOW, Shares.buckets(percent)));
    }

    private Decision prepare(CommandKind goal, int buckets) {
        var registration = request.registration().orElseThrow();
        var target = Revisions.deployed(registration);
        var change = "preparing version %s %s".formatted(target.getVersion(), purpose(goal, buckets));
        return Accepted.revision(Revisions.next(request, change, next -> Revisions.approved(next, registration)
                .setPreparing(preparation(target, goal, buckets))));
    }

    private static String purpose(CommandKind goal, int buckets) {
        return switch (goal) {
            case DEPLOY -> "to be the primary";
            case SHADOW -> "to shadow %s of the keys".formatted(Shares.words(buckets));
            default -> "for %s of the keys".formatted(Shares.words(buckets));
        };
    }

    private Preparation preparation(DeployedVersion target, CommandKind goal, int buckets) {
        return Preparation.newBuilder()
                .setTarget(target)
                .setGoal(goal)
                .setBuckets(buckets)
                .setSince(request.now())
                .setDeadline(request.now().plus(request.rules().prepareTimeout()))
                .setCommandId(request.command().getCommandId())
                .build();
    }

    private Optional<String> preparing() {
        return request.current()
                .preparing()
                .map(preparing ->
                        "%sversion %s is being prepared until %s%s: wait, or end that with ABORT of version %s"
                                .formatted(
                                        InForce.isRollback(preparing) ? "a rollback to " : "",
                                        preparing.getTarget().getVersion(),
                                        preparing.getDeadline(),
                                        InForce.isRollback(preparing)
                                                ? ", or longer while no instance is alive"
                                                : " at most",
                                        preparing.getTarget().getVersion()));
    }

    private Optional<String> onTrial() {
        return request.current()
                .candidate()
                .map(candidate -> "version %s is on trial: promote it, or end its trial with sluicegate rollout abort"
                        .formatted(candidate.name()));
    }

    private Optional<String> noPrimary() {
        return when(
                request.current().primary().isEmpty(),
                "there is no primary to compare the version with: deploy " + "one first");
    }

    private Optional<String> alreadyPrimary() {
        return when(
                request.current().primary().filter(request::means).isPresent(),
                "version %s is already the primary",
                request.version());
    }

    private Optional<String> inPlace() {
        return request.current().arms().stream()
                .filter(request::means)
                .findFirst()
                .map(arm -> "version %s is already scored, as the %s"
                        .formatted(arm.name(), arm.role().name().toLowerCase(Locale.ROOT)));
    }

    private Optional<String> unregistered() {
        return Registry.unregistered(request);
    }

    private Optional<String> unapproved() {
        return when(
                request.rules().approval().isNeeded()
                        && request.registration()
                                .filter(known -> known.getApprovedBy() == null)
                                .isPresent(),
                "version %s is not approved yet",
                request.version());
    }
}
