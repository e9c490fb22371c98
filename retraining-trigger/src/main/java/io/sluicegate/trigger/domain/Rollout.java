package io.sluicegate.trigger.domain;

import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.Deployment;
import java.util.Optional;

/**
 * What decides now, and since when.
 *
 * @param newest the revision in force
 * @param step the revision that began the present division of keys between the versions that decide
 * @param primarySince the revision that made the present primary the primary
 */
public record Rollout(Deployment newest, Deployment step, Deployment primarySince) {

    /** The first revision that is seen. What came before it is not known: everything counts from here. */
    static Rollout startingWith(Deployment first) {
        return new Rollout(first, first, first);
    }

    /** A revision that is not newer changes nothing. */
    Rollout after(Deployment next) {
        if (next.getRevision() <= newest.getRevision()) {
            return this;
        }
        var view = DeploymentView.of(next);
        return new Rollout(
                next, inForce().dividesLike(view) ? step : next, primary().equals(primary(view)) ? primarySince : next);
    }

    /** The revision in force, to be read. */
    DeploymentView inForce() {
        return DeploymentView.of(newest);
    }

    /** Whether a candidate is compared with the primary by what was decided in that tenure. */
    boolean isOnTrial(long tenure) {
        return inForce().candidate().isPresent() && inForce().tenure() == tenure;
    }

    /** By its digest: what decides is the same wherever its bundle lies. */
    private Optional<String> primary() {
        return primary(inForce());
    }

    private static Optional<String> primary(DeploymentView deployment) {
        return deployment.primary().map(Arm::digest);
    }
}
