package io.sluicegate.control.domain;

import static io.sluicegate.control.domain.Refusals.refusal;
import static io.sluicegate.control.domain.Refusals.when;

import io.sluicegate.control.domain.Decision.Accepted;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Preparation;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * ROLLBACK: replaces the primary, which the command names, by the previous version; also while paused. It takes effect at once if every
 * live instance reports that version as ready. Otherwise the version is prepared first, and the primary decides until then: a version
 * that no instance can load would stop every instance and leave nothing to go back to.
 *
 * <p>A rollback leaves no previous version, instead of the bad version in its place: a second rollback is refused rather than bringing
 * the bad version back.
 */
final class Rollback {
    private final Request request;

    Rollback(Request request) {
        this.request = request;
    }

    Decision decide() {
        return refusal(
                        request.unnamed("the primary to leave"),
                        onTrial(),
                        beingPrepared(),
                        otherPrimary(),
                        noPrevious(),
                        underWay())
                .orElseGet(() -> goBack(request.current().wayBack().orElseThrow()));
    }

    /** Also ends a trial or a preparation: it was meant for the bad primary. */
    static UnaryOperator<Deployment.Builder> returnTo(DeployedVersion previous) {
        return next -> Revisions.alone(next, previous).setWarm(List.of()).setPreparing(null);
    }

    private Decision goBack(DeployedVersion previous) {
        return WayBack.missing(request.current(), previous, request.statuses(), request.seen())
                .map(why -> prepare(previous, why))
                .orElseGet(() -> Accepted.revision(Revisions.next(
                        request,
                        "back from version %s to version %s".formatted(request.version(), previous.getVersion()),
                        returnTo(previous))));
    }

    private Decision prepare(DeployedVersion previous, String why) {
        var change =
                "preparing to go back from version %s to version %s, which is not ready everywhere (%s); version %s"
                        .formatted(request.version(), previous.getVersion(), why, request.version());
        return Accepted.revision(Revisions.next(
                request, change + " decides until then" + givenUp(), next -> next.setPreparing(preparation(previous))));
    }

    private Preparation preparation(DeployedVersion previous) {
        return Preparation.newBuilder()
                .setTarget(previous)
                .setGoal(CommandKind.ROLLBACK)
                .setBuckets(0)
                .setSince(request.now())
                .setDeadline(request.now().plus(request.rules().prepareTimeout()))
                .setCommandId(request.command().getCommandId())
                .build();
    }

    private String givenUp() {
        return request.current()
                .preparing()
                .map(preparing ->
                        "; gave up preparing version " + preparing.getTarget().getVersion())
                .orElse("");
    }

    private Optional<String> onTrial() {
        return when(
                request.current().candidates().stream().anyMatch(request::means),
                "version %s is on trial, not the primary: ABORT ends its trial",
                request.version());
    }

    /** A command that names the version being prepared mistakes it for the primary. */
    private Optional<String> beingPrepared() {
        return when(
                request.current()
                        .preparing()
                        .filter(preparing -> request.means(preparing.getTarget()))
                        .isPresent(),
                "version %s is being prepared, not the primary: ABORT ends its preparation",
                request.version());
    }

    private Optional<String> otherPrimary() {
        return when(
                request.current().primary().filter(request::means).isEmpty(),
                "version %s is not the primary; the pipeline is at %s",
                request.version(),
                InForce.words(request.current()));
    }

    private Optional<String> noPrevious() {
        return when(
                request.current().wayBack().isEmpty(),
                "version %s has no previous version to go back to: deploy another, or end a trial with sluicegate rollout abort",
                request.version());
    }

    private Optional<String> underWay() {
        return request.current()
                .goingBackTo()
                .map(DeployedVersion::getVersion)
                .map(version ->
                        "the rollback to version %s is already being prepared: wait, or end it with ABORT of version %s"
                                .formatted(version, version));
    }
}
