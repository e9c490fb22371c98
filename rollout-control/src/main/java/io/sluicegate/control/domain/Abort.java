package io.sluicegate.control.domain;

import static io.sluicegate.control.domain.Refusals.refusal;
import static io.sluicegate.control.domain.Refusals.when;

import io.sluicegate.control.domain.Decision.Accepted;
import io.sluicegate.control.domain.Decision.Refused;
import io.sluicegate.records.Preparation;
import java.util.Optional;

/**
 * ABORT: ends the trial, the shadow or the preparation of the version that it names, at once and also while paused. It never touches the
 * primary, so it is safe to repeat and safe to advise.
 */
final class Abort {
    private final Request request;

    Abort(Request request) {
        this.request = request;
    }

    Decision decide() {
        return refusal(request.unnamed("the version whose trial, shadow or preparation ends"), isPrimary())
                .orElseGet(this::end);
    }

    private Decision end() {
        return endTrial()
                .or(this::endShadow)
                .or(this::endPreparation)
                .orElseGet(() -> new Refused(
                        "version %s is not on trial, not a shadow and not being prepared; the pipeline is at %s"
                                .formatted(request.version(), InForce.words(request.current()))));
    }

    private Optional<Decision> endTrial() {
        var primary = request.current().primary();
        return request.current()
                .candidate()
                .filter(request::means)
                .map(candidate -> Accepted.revision(Revisions.next(
                        request,
                        "the trial of version %s ends; version %s decides alone"
                                .formatted(candidate.name(), InForce.name(primary)),
                        next -> Revisions.alone(next, primary.orElseThrow().version()))));
    }

    private Optional<Decision> endShadow() {
        return request.current()
                .shadow(request.version())
                .map(shadow -> Accepted.revision(Revisions.next(
                        request,
                        "version %s no longer shadows".formatted(shadow.name()),
                        next -> Revisions.withoutShadow(next, shadow.version()))));
    }

    private Optional<Decision> endPreparation() {
        return request.current()
                .preparing()
                .filter(preparing -> request.means(preparing.getTarget()))
                .map(this::endPreparation);
    }

    private Decision endPreparation(Preparation preparing) {
        var version = preparing.getTarget().getVersion();
        return Accepted.revision(Revisions.next(
                request,
                InForce.isRollback(preparing)
                        ? "gave up the rollback to version %s; version %s still decides"
                                .formatted(
                                        version, InForce.name(request.current().primary()))
                        : "gave up preparing version " + version,
                next -> next.setPreparing(null)));
    }

    private Optional<String> isPrimary() {
        return when(
                request.current().primary().filter(request::means).isPresent(),
                "version %s is the primary, and ABORT only ends a trial or a preparation: ROLLBACK returns to the "
                        + "version"
                        + " before it",
                request.version());
    }
}
