package io.sluicegate.control.domain;

import static io.sluicegate.control.domain.Objections.refusal;
import static io.sluicegate.control.domain.Objections.when;

import io.sluicegate.control.domain.Decision.Accepted;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Preparation;
import java.util.Optional;

/** DEPLOY and CANARY: the first of two phases, in which every live instance loads the version. One at a time. */
final class NewVersion {
    private final Request request;

    NewVersion(Request request) {
        this.request = request;
    }

    Decision deploy() {
        return refusal(Pause.objection(request), preparing(), onTrial(), unregistered(), unapproved(), alreadyPrimary())
                .orElseGet(() -> prepare(CommandKind.DEPLOY, 0));
    }

    Decision canary() {
        var percent = request.command().getPercent();
        return refusal(
                        Pause.objection(request),
                        preparing(),
                        onTrial(),
                        noPrimary(),
                        Shares.objection(percent),
                        unregistered(),
                        unapproved(),
                        alreadyPrimary())
                .orElseGet(() -> prepare(CommandKind.CANARY, Shares.buckets(percent)));
    }

    private Decision prepare(CommandKind goal, int buckets) {
        var target = Revisions.deployed(request.registration().orElseThrow());
        var change = goal == CommandKind.DEPLOY
                ? "preparing version %s to be the primary".formatted(target.getVersion())
                : "preparing version %s for %s of the keys".formatted(target.getVersion(), Shares.words(buckets));
        return Accepted.revision(
                Revisions.next(request, change, next -> next.setPreparing(preparation(target, goal, buckets))));
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
                        "%sversion %s is being prepared until %s at most: wait, or end that by ABORT of version %s"
                                .formatted(
                                        InForce.isRollback(preparing) ? "a rollback to " : "",
                                        preparing.getTarget().getVersion(),
                                        preparing.getDeadline(),
                                        preparing.getTarget().getVersion()));
    }

    private Optional<String> onTrial() {
        return request.current()
                .candidate()
                .map(candidate ->
                        "version %s is on trial: promote it, or end its trial by ABORT".formatted(candidate.name()));
    }

    private Optional<String> noPrimary() {
        return when(request.current().primary().isEmpty(), "there is no primary to try it against: deploy one first");
    }

    private Optional<String> alreadyPrimary() {
        return when(
                request.current().primary().filter(request::means).isPresent(),
                "version %s is the primary already",
                request.version());
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
                "version %s awaits its approval",
                request.version());
    }
}
