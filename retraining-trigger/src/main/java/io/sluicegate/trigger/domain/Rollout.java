package io.sluicegate.trigger.domain;

import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.Deployment;
import java.util.Optional;

/**
 * The deployment in force, and since when its versions decide.
 *
 * @param newest the revision in force
 * @param step the revision that began the present split of keys between the deciding versions
 * @param primarySince the revision that made the present primary the primary
 */
public record Rollout(Deployment newest, Deployment step, Deployment primarySince) {

    /** Starts with the first revision seen. Earlier revisions are unknown, so everything counts from this one. */
    static Rollout startingWith(Deployment first) {
        return new Rollout(first, first, first);
    }

    /** Ignores a revision that isn't newer. */
    Rollout after(Deployment next) {
        if (next.getRevision() <= newest.getRevision()) {
            return this;
        }
        var view = DeploymentView.of(next);
        return new Rollout(
                next, inForce().dividesLike(view) ? step : next, primary().equals(primary(view)) ? primarySince : next);
    }

    /** A view of the revision in force. */
    DeploymentView inForce() {
        return DeploymentView.of(newest);
    }

    /** Whether a candidate is being compared with the primary in that tenure. */
    boolean isOnTrial(long tenure) {
        return inForce().candidate().isPresent() && inForce().tenure() == tenure;
    }

    /** The primary's digest, because moving a bundle doesn't change the primary. */
    private Optional<String> primary() {
        return primary(inForce());
    }

    private static Optional<String> primary(DeploymentView deployment) {
        return deployment.primary().map(Arm::digest);
    }
}
