package io.sluicegate.bench.chaos.domain;

import io.sluicegate.pipeline.deployment.Arms;
import io.sluicegate.pipeline.deployment.Tenure;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.RecordClasses;
import io.sluicegate.records.Role;
import io.sluicegate.records.VersionStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of a log, with what the checks look at. */
final class TestRecords {
    static {
        RecordClasses.trust();
    }

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final DeployedVersion ONE = new DeployedVersion("1", "there", "digest-1");
    static final DeployedVersion TWO = new DeployedVersion("2", "there", "digest-2");

    private TestRecords() {}

    static Instant second(long number) {
        return START.plusSeconds(number);
    }

    /** A revision that is written in the second of its number. */
    static Deployment.Builder revision(long number, DeployedVersion primary) {
        return Deployment.newBuilder()
                .setPipeline("visits")
                .setRevision(number)
                .setModel("visits-model")
                .setSalt("salt")
                .setArms(Arms.alone(primary, tenure(number)))
                .setWarm(List.of())
                .setCommandId("command")
                .setCorrelationId("command")
                .setChange("")
                .setAt(second(number));
    }

    /** A revision with the second version on trial. */
    static Deployment.Builder trial(long number, int buckets) {
        return trial(number, number, buckets);
    }

    static Deployment.Builder trial(long number, long tenure, int buckets) {
        return revision(number, ONE).setArms(Arms.trial(ONE, TWO, buckets, tenure(tenure)));
    }

    static Tenure tenure(long number) {
        return new Tenure(number, second(number));
    }

    static ModelCommand.Builder command(String id, CommandKind kind) {
        return ModelCommand.newBuilder()
                .setCommandId(id)
                .setCorrelationId(id)
                .setPipeline("visits")
                .setKind(kind)
                .setVersion("2")
                .setExpectedRevision(4L)
                .setIssuedBy("chaos")
                .setIssuedAt(START);
    }

    static AuditEntry decision(AuditKind kind, ModelCommand.Builder command, @Nullable Deployment deployment) {
        return AuditEntry.newBuilder()
                .setAuditId(command.getCommandId() + "/" + kind)
                .setPipeline("visits")
                .setKind(kind)
                .setReason("")
                .setCommand(command.build())
                .setDeployment(deployment)
                .setAt(START)
                .build();
    }

    static InstanceStatus.Builder status(String instance, Instant at, LoadState state, DeployedVersion version) {
        return InstanceStatus.newBuilder()
                .setPipeline("visits")
                .setInstance(instance)
                .setStartedAt(START)
                .setAt(at)
                .setRevision(1)
                .setVersions(List.of(VersionStatus.newBuilder()
                        .setVersion(version.getVersion())
                        .setBundleDigest(version.getBundleDigest())
                        .setState(state)
                        .build()));
    }

    static Seen prediction(long offset, long revision, long tenure, DeployedVersion version, Instant scored) {
        return new Seen(
                0,
                offset,
                Prediction.newBuilder()
                        .setEventId("event-" + offset)
                        .setEntity("ann")
                        .setEventTime(START)
                        .setPipeline("visits")
                        .setModel("visits-model")
                        .setVersion(version.getVersion())
                        .setBundleDigest(version.getBundleDigest())
                        .setFeatureSetFingerprint("set")
                        .setRevision(revision)
                        .setTenure(tenure)
                        .setBucket(0)
                        .setRole(Role.PRIMARY)
                        .setOutcome(Outcome.SCORED)
                        .setExecutionProvider("CPU")
                        .setFeaturesPartition(0)
                        .setFeaturesOffset(offset)
                        .setScoredAt(scored)
                        .build());
    }
}
