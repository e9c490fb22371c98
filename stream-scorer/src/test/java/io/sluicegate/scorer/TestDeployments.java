package io.sluicegate.scorer;

import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Preparation;
import java.time.Instant;

/** Deployments under construction. */
public final class TestDeployments {
    private final Deployment.Builder deployment;

    private TestDeployments(long revision) {
        deployment = Deployment.newBuilder()
                .setPipeline(TestPipeline.NAME)
                .setRevision(revision)
                .setModel(TestBundles.MODEL)
                .setSalt("salt")
                .setCommandId("command-" + revision)
                .setCorrelationId("correlation-" + revision)
                .setChange("revision " + revision)
                .setAt(Instant.EPOCH);
    }

    public static TestDeployments revision(long revision) {
        return new TestDeployments(revision);
    }

    public TestDeployments pipeline(String name) {
        deployment.setPipeline(name);
        return this;
    }

    public TestDeployments tenure(long revision) {
        deployment.setTenure(revision);
        return this;
    }

    public TestDeployments primary(DeployedVersion version) {
        deployment.setPrimary(version);
        return this;
    }

    public TestDeployments candidate(DeployedVersion version, int buckets) {
        deployment.setCandidate(version).setCandidateBuckets(buckets);
        return this;
    }

    public TestDeployments previous(DeployedVersion version) {
        deployment.setPrevious(version);
        return this;
    }

    public TestDeployments preparing(DeployedVersion version) {
        return preparing(version, CommandKind.DEPLOY);
    }

    public TestDeployments goingBackTo(DeployedVersion version) {
        return previous(version).preparing(version, CommandKind.ROLLBACK);
    }

    private TestDeployments preparing(DeployedVersion version, CommandKind goal) {
        deployment.setPreparing(
                new Preparation(version, goal, 0, Instant.EPOCH, Instant.EPOCH.plusSeconds(60), "command-" + goal));
        return this;
    }

    public Deployment build() {
        return deployment.build();
    }
}
