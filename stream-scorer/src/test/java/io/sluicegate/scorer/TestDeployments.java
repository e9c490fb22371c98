package io.sluicegate.scorer;

import io.sluicegate.pipeline.deployment.Arms;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.pipeline.deployment.Tenure;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DeployedArm;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Preparation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Deployments under construction. */
public final class TestDeployments {
    private final Deployment.Builder deployment;
    private Optional<DeployedVersion> primary = Optional.empty();
    private Optional<DeployedVersion> candidate = Optional.empty();
    private final List<DeployedArm> shadows = new ArrayList<>();
    private int buckets;
    private long tenure;

    private TestDeployments(long revision) {
        tenure = revision;
        deployment = Deployment.newBuilder()
                .setPipeline(TestPipeline.NAME)
                .setRevision(revision)
                .setModel(TestBundles.MODEL)
                .setSalt("salt")
                .setWarm(List.of())
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

    public TestDeployments salt(String salt) {
        deployment.setSalt(salt);
        return this;
    }

    public TestDeployments tenure(long revision) {
        tenure = revision;
        return this;
    }

    public TestDeployments primary(DeployedVersion version) {
        primary = Optional.of(version);
        return this;
    }

    public TestDeployments candidate(DeployedVersion version, int share) {
        candidate = Optional.of(version);
        buckets = share;
        return this;
    }

    public TestDeployments shadow(DeployedVersion version, int share) {
        shadows.add(Arms.shadow(version, share, new Tenure(tenure, Instant.EPOCH)));
        return this;
    }

    /** Arms as they are, whether they make sense or not. */
    public Deployment build(DeployedArm... arms) {
        return deployment.setArms(List.of(arms)).build();
    }

    public TestDeployments approved(DeployedVersion version) {
        deployment.setApproved(List.of(version.getBundleDigest()));
        return this;
    }

    public TestDeployments previous(DeployedVersion version) {
        deployment.setWarm(List.of(version));
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
        return deployment
                .setArms(Stream.concat(arms().stream(), shadows.stream()).toList())
                .build();
    }

    public DeploymentView view() {
        return DeploymentView.of(build());
    }

    private List<DeployedArm> arms() {
        var since = new Tenure(tenure, Instant.EPOCH);
        return candidate
                .map(it -> Arms.trial(primary.orElseThrow(), it, buckets, since))
                .or(() -> primary.map(it -> Arms.alone(it, since)))
                .orElse(List.of());
    }
}
