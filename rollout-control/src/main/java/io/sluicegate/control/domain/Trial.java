package io.sluicegate.control.domain;

import static io.sluicegate.control.domain.Objections.refusal;
import static io.sluicegate.control.domain.Objections.when;

import io.sluicegate.control.domain.Decision.Accepted;
import io.sluicegate.records.DeployedVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SHIFT and PROMOTE: what becomes of the candidate. It is loaded already, so each takes one revision. */
final class Trial {
    private final Request request;
    private final @Nullable DeployedVersion candidate;

    Trial(Request request) {
        this.request = request;
        this.candidate = request.current().getCandidate();
    }

    Decision shift() {
        var percent = request.command().getPercent();
        return refusal(
                        Pause.objection(request),
                        goingBack(),
                        noCandidate(),
                        otherCandidate(),
                        Shares.objection(percent),
                        sameShare())
                .orElseGet(() -> shiftTo(Shares.buckets(percent)));
    }

    Decision promote() {
        return refusal(Pause.objection(request), goingBack(), noCandidate(), otherCandidate())
                .orElseGet(this::promoteCandidate);
    }

    private Decision shiftTo(int buckets) {
        return Accepted.revision(Revisions.next(
                request,
                "version %s gets %s of the keys".formatted(candidateVersion(), Shares.words(buckets)),
                next -> next.setCandidateBuckets(buckets)));
    }

    private Decision promoteCandidate() {
        var current = request.current();
        return Accepted.revision(Revisions.next(
                request, "version %s is the primary".formatted(candidateVersion()), next -> next.setPrimary(candidate)
                        .setPrevious(current.getPrimary())
                        .setCandidate(null)
                        .setCandidateBuckets(0)));
    }

    private Optional<String> goingBack() {
        var preparing = request.current().getPreparing();
        return when(
                InForce.isRollback(preparing),
                "a rollback to version %s is being prepared, and will end this trial: wait, or end that by ABORT of version %s",
                InForce.name(request.current().getPrevious()),
                InForce.name(request.current().getPrevious()));
    }

    private Optional<String> noCandidate() {
        return when(candidate == null, "no version is on trial");
    }

    private Optional<String> otherCandidate() {
        var named = request.version();
        return when(
                candidate != null && !named.isEmpty() && !named.equals(candidate.getVersion()),
                "version %s is not on trial, version %s is",
                named,
                candidateVersion());
    }

    private Optional<String> sameShare() {
        var percent = request.command().getPercent();
        var buckets = request.current().getCandidateBuckets();
        return when(
                percent != null && Shares.buckets(percent) == buckets,
                "version %s has %s of the keys already",
                candidateVersion(),
                Shares.words(buckets));
    }

    private String candidateVersion() {
        return candidate == null ? "" : candidate.getVersion();
    }
}
