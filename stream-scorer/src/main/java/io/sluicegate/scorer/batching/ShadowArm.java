package io.sluicegate.scorer.batching;

import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.scorer.domain.ShadowAllowance;
import java.time.Duration;
import java.util.List;

/** A shadow arm, and the time that it may take of this thread. */
record ShadowArm(Arm arm, ShadowAllowance allowance) {
    /** The share of a thread's time for all shadows together. */
    private static final double SHARE = 0.2;

    /** The time of one turn of all shadows together: a fraction of the transaction time-out. */
    private static final Duration LIMIT = Duration.ofMillis(100);

    static List<ShadowArm> of(DeploymentView deployment, long now) {
        var shadows = deployment.shadows();
        return shadows.stream()
                .map(arm -> new ShadowArm(
                        arm, new ShadowAllowance(SHARE / shadows.size(), LIMIT.toNanos() / shadows.size(), now)))
                .toList();
    }
}
