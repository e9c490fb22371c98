package io.sluicegate.control;

import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.pipeline.deployment.Tenure;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import org.jspecify.annotations.Nullable;

/** The places of a revision, for assertions; null where nobody stands there. */
public final class Places {
    private Places() {}

    public static @Nullable DeployedVersion primary(Deployment revision) {
        return DeploymentView.of(revision).primary().map(Arm::version).orElse(null);
    }

    public static @Nullable DeployedVersion candidate(Deployment revision) {
        return DeploymentView.of(revision).candidate().map(Arm::version).orElse(null);
    }

    /** The candidate's share in buckets; 0 without one. */
    public static int buckets(Deployment revision) {
        return DeploymentView.of(revision).candidate().map(Arm::buckets).orElse(0);
    }

    public static @Nullable DeployedVersion previous(Deployment revision) {
        return DeploymentView.of(revision).wayBack().orElse(null);
    }

    public static long tenure(Deployment revision) {
        return DeploymentView.of(revision).tenure();
    }

    /** The tenure that all arms which decide stand in. */
    public static Tenure commonTenure(Deployment revision) {
        var tenures = DeploymentView.of(revision).deciding().stream()
                .map(Arm::tenure)
                .distinct()
                .toList();
        if (tenures.size() != 1) {
            throw new AssertionError("revision %d has tenures %s".formatted(revision.getRevision(), tenures));
        }
        return tenures.get(0);
    }
}
