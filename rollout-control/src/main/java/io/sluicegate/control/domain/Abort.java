package io.sluicegate.control.domain;

import static io.sluicegate.control.domain.Objections.refusal;
import static io.sluicegate.control.domain.Objections.when;

import io.sluicegate.control.domain.Decision.Accepted;
import io.sluicegate.control.domain.Decision.Refused;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Preparation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * ABORT: ends the trial or the preparation of the version that it names, at once and also while paused. It never touches the
 * primary, so it is safe to repeat and safe to advise.
 */
final class Abort {
    private final Request request;

    Abort(Request request) {
        this.request = request;
    }

    Decision decide() {
        return refusal(request.unnamed("the version whose trial or preparation ends"), isPrimary())
                .orElseGet(this::end);
    }

    private Decision end() {
        var current = request.current();
        if (isMeant(current.getCandidate())) {
            return endTrial(current.getCandidate());
        }
        var preparing = current.getPreparing();
        return preparing != null && isMeant(preparing.getTarget())
                ? endPreparation(preparing)
                : new Refused("version %s is neither on trial nor being prepared; in force is %s"
                        .formatted(request.version(), InForce.words(current)));
    }

    private Decision endTrial(DeployedVersion candidate) {
        return Accepted.revision(Revisions.next(
                request,
                "version %s is taken away; version %s decides alone"
                        .formatted(
                                candidate.getVersion(),
                                InForce.name(request.current().getPrimary())),
                next -> next.setCandidate(null).setCandidateBuckets(0)));
    }

    private Decision endPreparation(Preparation preparing) {
        var version = preparing.getTarget().getVersion();
        return Accepted.revision(Revisions.next(
                request,
                InForce.isRollback(preparing)
                        ? "gave up going back to version %s; version %s goes on deciding"
                                .formatted(
                                        version, InForce.name(request.current().getPrimary()))
                        : "gave up preparing version " + version,
                next -> next.setPreparing(null)));
    }

    private Optional<String> isPrimary() {
        return when(
                isMeant(request.current().getPrimary()),
                "version %s is the primary, and ABORT only ends a trial or a preparation: ROLLBACK returns to the version"
                        + " before it",
                request.version());
    }

    private boolean isMeant(@Nullable DeployedVersion version) {
        return version != null && request.version().equals(version.getVersion());
    }
}
