package io.sluicegate.control.domain;

import static io.sluicegate.control.domain.Objections.refusal;
import static io.sluicegate.control.domain.Objections.when;

import io.sluicegate.control.domain.Decision.Accepted;
import java.util.Optional;

/** PAUSE and RESUME. While paused, deployments stand still but for a rollback; versions may be registered and approved. */
final class Pause {
    private final Request request;

    Pause(Request request) {
        this.request = request;
    }

    static Optional<String> objection(Request request) {
        return when(request.current().getPaused(), "changes are paused: resume first");
    }

    /** A preparation that is under way is given up: nothing may come into force while paused. */
    Decision pause() {
        return refusal(nothingDeployed(), when(request.current().getPaused(), "changes are paused already"))
                .orElseGet(() ->
                        Accepted.revision(Revisions.next(request, "paused" + givenUp(), next -> next.setPaused(true)
                                .setPreparing(null))));
    }

    Decision resume() {
        return refusal(nothingDeployed(), when(!request.current().getPaused(), "changes are not paused"))
                .orElseGet(() -> Accepted.revision(Revisions.next(request, "resumed", next -> next.setPaused(false))));
    }

    private Optional<String> nothingDeployed() {
        return when(request.current().getRevision() == 0, "nothing is deployed");
    }

    private String givenUp() {
        var preparing = request.current().getPreparing();
        return preparing == null
                ? ""
                : "; gave up preparing version " + preparing.getTarget().getVersion();
    }
}
