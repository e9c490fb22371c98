package io.sluicegate.control.domain;

import static io.sluicegate.control.domain.Refusals.refusal;
import static io.sluicegate.control.domain.Refusals.when;

import io.sluicegate.control.domain.Decision.Accepted;
import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.records.DeployedVersion;
import java.util.List;
import java.util.Optional;

/** SHIFT and PROMOTE of the candidate. Every instance has the candidate loaded, so each command takes one revision. */
final class CandidateShare {
    private final Request request;
    private final Optional<Arm> candidate;

    CandidateShare(Request request) {
        this.request = request;
        this.candidate = request.current().candidate();
    }

    Decision shift() {
        var percent = request.command().getPercent();
        return refusal(
                        Pause.whilePaused(request),
                        goingBack(),
                        noCandidate(),
                        otherCandidate(),
                        Shares.refusal(percent),
                        sameShare())
                .orElseGet(() -> shiftTo(Shares.buckets(percent)));
    }

    Decision promote() {
        return refusal(Pause.whilePaused(request), goingBack(), noCandidate(), otherCandidate())
                .orElseGet(this::promoteCandidate);
    }

    private Decision shiftTo(int buckets) {
        return Accepted.revision(Revisions.next(
                request,
                "version %s gets %s of the keys".formatted(candidateVersion(), Shares.words(buckets)),
                next -> Revisions.trial(next, primary(), candidate.orElseThrow().version(), buckets)));
    }

    private Decision promoteCandidate() {
        return Accepted.revision(Revisions.next(
                request,
                "version %s is the primary".formatted(candidateVersion()),
                next -> Revisions.alone(next, candidate.orElseThrow().version()).setWarm(List.of(primary()))));
    }

    private DeployedVersion primary() {
        return request.current().primary().orElseThrow().version();
    }

    private Optional<String> goingBack() {
        return request.current()
                .goingBackTo()
                .map(DeployedVersion::getVersion)
                .map(version -> ("a rollback to version %s is being prepared and will end this trial: wait, or end the "
                                + "rollback with"
                                + " ABORT of version %s")
                        .formatted(version, version));
    }

    private Optional<String> noCandidate() {
        return when(candidate.isEmpty(), "no version is on trial");
    }

    private Optional<String> otherCandidate() {
        var named = request.version();
        return when(
                candidate.isPresent() && !named.isEmpty() && !named.equals(candidateVersion()),
                "version %s is not on trial, version %s is",
                named,
                candidateVersion());
    }

    private Optional<String> sameShare() {
        var percent = request.command().getPercent();
        int buckets = candidate.map(Arm::buckets).orElse(0);
        return when(
                percent != null && Shares.buckets(percent) == buckets,
                "version %s already has %s of the keys",
                candidateVersion(),
                Shares.words(buckets));
    }

    private String candidateVersion() {
        return candidate.map(Arm::name).orElse("");
    }
}
