package io.sluicegate.control.domain;

import static io.sluicegate.control.domain.Refusals.refusal;
import static io.sluicegate.control.domain.Refusals.when;

import io.sluicegate.control.domain.Decision.Accepted;
import io.sluicegate.records.Preparation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** PAUSE and RESUME. While paused, only ROLLBACK and ABORT change a deployment; versions may be registered and approved. */
final class Pause {
    private final Request request;

    Pause(Request request) {
        this.request = request;
    }

    static Optional<String> whilePaused(Request request) {
        return when(isPaused(request), "changes are paused: resume first");
    }

    /**
     * Gives up the current preparation, because no new version may come into force while paused; the preparation of a rollback continues.
     */
    Decision pause() {
        return refusal(nothingDeployed(), when(isPaused(request), "changes are already paused"))
                .orElseGet(() ->
                        Accepted.revision(Revisions.next(request, "paused" + givenUp(), next -> next.setPaused(true)
                                .setPreparing(rollback()))));
    }

    Decision resume() {
        return refusal(nothingDeployed(), when(!isPaused(request), "changes are not paused"))
                .orElseGet(() -> Accepted.revision(Revisions.next(request, "resumed", next -> next.setPaused(false))));
    }

    private Optional<String> nothingDeployed() {
        return when(request.current().revision() == 0, "nothing is deployed");
    }

    private static boolean isPaused(Request request) {
        return request.current().record().getPaused();
    }

    private @Nullable Preparation rollback() {
        return request.current().preparing().filter(InForce::isRollback).orElse(null);
    }

    private String givenUp() {
        return request.current()
                .preparing()
                .filter(preparing -> !InForce.isRollback(preparing))
                .map(preparing ->
                        "; gave up preparing version " + preparing.getTarget().getVersion())
                .orElse("");
    }
}
