package io.sluicegate.trigger.domain;

import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.trigger.domain.CandidateDecision.Start;
import io.sluicegate.trigger.domain.CandidateDecision.Wait;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts the trial of the version that answers a trigger, as soon as the pipeline allows a trial. */
final class CandidateStart {
    private final TriggerSettings settings;
    private final double firstStep;

    CandidateStart(TriggerSettings settings, double firstStep) {
        this.settings = settings;
        this.firstStep = firstStep;
    }

    CandidateDecision decide(ModelRegistration candidate, Rollout rollout) {
        var inForce = rollout.inForce();
        return Stream.of(
                        unapproved(candidate),
                        paused(inForce),
                        preparing(inForce),
                        onTrial(inForce),
                        noPrimary(inForce))
                .flatMap(Optional::stream)
                .findFirst()
                .<CandidateDecision>map(Wait::new)
                .orElseGet(() -> new Start(
                        firstStep, "version %s answers the retraining trigger".formatted(candidate.getVersion())));
    }

    private Optional<String> unapproved(ModelRegistration candidate) {
        return when(
                settings.approval() && candidate.getApprovedBy() == null,
                "version %s is not approved yet".formatted(candidate.getVersion()));
    }

    private static Optional<String> paused(DeploymentView inForce) {
        return when(inForce.record().getPaused(), "changes are paused");
    }

    private static Optional<String> preparing(DeploymentView inForce) {
        return when(inForce.preparing().isPresent(), "another version is being prepared");
    }

    private static Optional<String> onTrial(DeploymentView inForce) {
        return when(inForce.candidate().isPresent(), "another version is on trial");
    }

    private static Optional<String> noPrimary(DeploymentView inForce) {
        return when(inForce.primary().isEmpty(), "there is no primary to compare the version with");
    }

    private static Optional<String> when(boolean holds, String reason) {
        return holds ? Optional.of(reason) : Optional.empty();
    }
}
