package io.sluicegate.pipeline.deployment;

import io.sluicegate.records.ArmRole;
import io.sluicegate.records.DeployedArm;
import io.sluicegate.records.DeployedVersion;
import java.util.List;

/** Makes the arms of deployments. */
public final class Arms {
    private Arms() {}

    /** The arms of a deployment in which one version decides for all keys. */
    public static List<DeployedArm> alone(DeployedVersion primary, Tenure tenure) {
        return List.of(arm(primary, ArmRole.DECIDES, 0, DeploymentView.BUCKETS, tenure));
    }

    /**
     * The arms of a trial: the candidate decides for the lowest buckets, so that a growing share only adds keys to its cohort; the
     * primary decides for the others.
     */
    public static List<DeployedArm> trial(
            DeployedVersion primary, DeployedVersion candidate, int buckets, Tenure tenure) {
        return List.of(
                arm(primary, ArmRole.DECIDES, buckets, DeploymentView.BUCKETS, tenure),
                arm(candidate, ArmRole.DECIDES, 0, buckets, tenure));
    }

    /** A shadow arm for the given number of lowest buckets, scored beside the deciding arms. */
    public static DeployedArm shadow(DeployedVersion version, int buckets, Tenure tenure) {
        return arm(version, ArmRole.SHADOW, 0, buckets, tenure);
    }

    private static DeployedArm arm(DeployedVersion version, ArmRole role, int from, int until, Tenure tenure) {
        return new DeployedArm(version, role, from, until, tenure.id(), tenure.since());
    }
}
