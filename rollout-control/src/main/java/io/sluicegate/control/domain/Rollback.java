package io.sluicegate.control.domain;

import io.sluicegate.control.domain.Decision.Accepted;
import io.sluicegate.control.domain.Decision.Refused;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Preparation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * ROLLBACK: at once, for what it goes back to is loaded. Without a version it takes the candidate away or, without one, brings
 * the previous primary back; where there is no previous either, it gives up the preparation. With a version it takes away
 * exactly that one.
 *
 * <p>Once the previous primary has returned there is no previous any more, instead of the bad version in its place: a second
 * rollback is refused rather than bringing the bad version back.
 */
final class Rollback {
    private final Request request;

    Rollback(Request request) {
        this.request = request;
    }

    Decision decide() {
        var current = request.current();
        if (isMeant(current.getCandidate())) {
            return takeCandidateAway(current.getCandidate());
        }
        if (isMeant(target(current.getPreparing())) && (isNamed() || current.getPrevious() == null)) {
            return giveUpPreparation(current.getPreparing());
        }
        return isMeant(current.getPrimary())
                ? toPrevious(current.getPrimary())
                : new Refused("there is no %s to roll back: the primary is %s"
                        .formatted(isNamed() ? "version " + request.version() : "version", name(current.getPrimary())));
    }

    private Decision takeCandidateAway(DeployedVersion candidate) {
        return Accepted.revision(Revisions.next(
                request,
                "version %s is taken away; version %s decides alone"
                        .formatted(
                                candidate.getVersion(), name(request.current().getPrimary())),
                next -> next.setCandidate(null).setCandidateBuckets(0)));
    }

    private Decision giveUpPreparation(Preparation preparing) {
        return Accepted.revision(Revisions.next(
                request,
                "gave up preparing version " + preparing.getTarget().getVersion(),
                next -> next.setPreparing(null)));
    }

    /** A trial or a preparation beside the bad primary ends, too: it was held against what is no longer there. */
    private Decision toPrevious(DeployedVersion primary) {
        return Optional.ofNullable(request.current().getPrevious())
                .<Decision>map(previous -> Accepted.revision(Revisions.next(
                        request,
                        "back from version %s to version %s".formatted(primary.getVersion(), previous.getVersion()),
                        next -> next.setPrimary(previous)
                                .setPrevious(null)
                                .setCandidate(null)
                                .setCandidateBuckets(0)
                                .setPreparing(null))))
                .orElseGet(() -> new Refused("version %s has no previous version to go back to: deploy another"
                        .formatted(primary.getVersion())));
    }

    private boolean isMeant(@Nullable DeployedVersion version) {
        return version != null && (!isNamed() || request.version().equals(version.getVersion()));
    }

    private boolean isNamed() {
        return !request.version().isEmpty();
    }

    private static @Nullable DeployedVersion target(@Nullable Preparation preparing) {
        return preparing == null ? null : preparing.getTarget();
    }

    private static String name(@Nullable DeployedVersion version) {
        return version == null ? "none" : version.getVersion();
    }
}
