package io.sluicegate.console;

import io.sluicegate.pipeline.deployment.Arms;
import io.sluicegate.pipeline.deployment.Tenure;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.OffsetRange;
import io.sluicegate.records.Outcome;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.RecordClasses;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.records.Role;
import io.sluicegate.records.ShareKind;
import io.sluicegate.records.Statistic;
import io.sluicegate.records.ValueShare;
import io.sluicegate.records.Verdict;
import io.sluicegate.records.VersionStatus;
import java.time.Instant;
import java.util.List;

/** Records of a pipeline, complete but for what a test says about them. */
public final class Samples {
    public static final String PIPELINE = "fraud";
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    static {
        RecordClasses.trust();
    }

    private Samples() {}

    public static Prediction prediction(String eventId, String version) {
        return Prediction.newBuilder()
                .setEventId(eventId)
                .setEntity("card-1")
                .setEventTime(NOON)
                .setPipeline(PIPELINE)
                .setModel("fraud-model")
                .setVersion(version)
                .setBundleDigest("digest-" + version)
                .setFeatureSetFingerprint("fingerprint")
                .setRevision(1)
                .setBucket(17)
                .setRole(Role.PRIMARY)
                .setOutcome(Outcome.SCORED)
                .setScore(0.25)
                .setPositive(false)
                .setExecutionProvider("CPUExecutionProvider")
                .setFeaturesPartition(0)
                .setFeaturesOffset(0)
                .setScoredAt(NOON)
                .build();
    }

    public static DriftReport report(
            DriftScope scope, String name, String version, Instant windowEnd, Verdict verdict) {
        return DriftReport.newBuilder()
                .setReportId(PIPELINE + "/" + scope + "/" + name + "/" + version + "/" + windowEnd)
                .setPipeline(PIPELINE)
                .setScope(scope)
                .setName(name)
                .setModel("fraud-model")
                .setVersion(version)
                .setReferenceDigest("digest-" + version)
                .setWindowStart(windowEnd.minusSeconds(1800))
                .setWindowEnd(windowEnd)
                .setRows(1200)
                .setMissing(3)
                .setLate(1)
                .setStatistics(List.of(statistic("psi", 0.31, 0.2), statistic("ks", 0.08, 0.15)))
                .setVerdict(verdict)
                .setSources(List.of(new OffsetRange("fraud.features", 0, 0L, 1200L)))
                .setCorrelationId("correlation")
                .setReportedAt(windowEnd.plusSeconds(2))
                .build();
    }

    /** A report on a string feature: a value came that the reference doesn't list. */
    public static DriftReport textReport(String name, String version, String value) {
        var report = report(DriftScope.FEATURE, name, version, NOON, Verdict.DRIFTED);
        report.setStatistics(List.of(statistic("psi", 0.43, 0.2), statistic("chiSquared", 120.5, 34.25)));
        report.setShares(List.of(
                new ValueShare(ShareKind.OTHER, "", 0.0, 0.044),
                new ValueShare(ShareKind.VALUE, value, 0.25, 0.2),
                new ValueShare(ShareKind.MISSING, "", 0.01, 0.02)));
        return report;
    }

    public static Statistic statistic(String name, double value, Double threshold) {
        return new Statistic(name, value, threshold);
    }

    public static RetrainingTrigger trigger(String id) {
        return RetrainingTrigger.newBuilder()
                .setTriggerId(id)
                .setCorrelationId("correlation-" + id)
                .setPipeline(PIPELINE)
                .setModel("fraud-model")
                .setBaseVersion("v1")
                .setPolicy("feature-drift")
                .setReason("2 features drifted in 2 of 3 windows")
                .setReports(List.of("r1", "r2"))
                .setReferenceDigest("digest-v1")
                .setSources(List.of(
                        new OffsetRange("fraud.features", 0, 100L, 1300L),
                        new OffsetRange("fraud.features", 1, 0L, 300L)))
                .setWindowEnd(NOON)
                .setTriggeredAt(NOON)
                .build();
    }

    public static DeployedVersion version(String version) {
        return new DeployedVersion(version, "models/fraud-model/" + version, "digest-" + version);
    }

    public static Deployment deployment(long revision, String primary) {
        return Deployment.newBuilder()
                .setPipeline(PIPELINE)
                .setRevision(revision)
                .setModel("fraud-model")
                .setSalt("salt")
                .setArms(Arms.alone(version(primary), new Tenure(revision, NOON)))
                .setWarm(List.of())
                .setCommandId("command-" + revision)
                .setCorrelationId("correlation")
                .setChange("deployed " + primary)
                .setAt(NOON)
                .build();
    }

    /** A deployment with a version on trial. */
    public static Deployment trial(long revision, String primary, String candidate, int buckets) {
        var trial = deployment(revision, primary);
        trial.setArms(Arms.trial(version(primary), version(candidate), buckets, new Tenure(revision, NOON)));
        return trial;
    }

    public static ModelRegistration registration(String version) {
        return ModelRegistration.newBuilder()
                .setPipeline(PIPELINE)
                .setModel("fraud-model")
                .setVersion(version)
                .setLocation("models/fraud-model/" + version)
                .setBundleDigest("digest-" + version)
                .setFeatureSetFingerprint("fingerprint")
                .setCorrelationId("correlation")
                .setRegisteredBy("retraining-job")
                .setRegisteredAt(NOON)
                .setCommandId("register-" + version)
                .build();
    }

    public static ModelCommand command(String id, CommandKind kind, String version) {
        return ModelCommand.newBuilder()
                .setCommandId(id)
                .setCorrelationId("correlation")
                .setPipeline(PIPELINE)
                .setKind(kind)
                .setVersion(version)
                .setReason("because")
                .setIssuedBy("ada")
                .setIssuedAt(NOON)
                .build();
    }

    public static AuditEntry entry(AuditKind kind, ModelCommand command, Deployment deployment) {
        return AuditEntry.newBuilder()
                .setAuditId(command.getCommandId() + "/" + kind)
                .setPipeline(PIPELINE)
                .setKind(kind)
                .setReason("as asked")
                .setCommand(command)
                .setDeployment(deployment)
                .setAt(NOON)
                .build();
    }

    public static InstanceStatus status(String instance, Instant at) {
        return InstanceStatus.newBuilder()
                .setPipeline(PIPELINE)
                .setInstance(instance)
                .setStartedAt(at.minusSeconds(60))
                .setAt(at)
                .setRevision(3)
                .setVersions(List.of(VersionStatus.newBuilder()
                        .setVersion("v1")
                        .setBundleDigest("digest-v1")
                        .setState(LoadState.READY)
                        .setRequestedProvider("CUDAExecutionProvider")
                        .setActualProvider("CUDAExecutionProvider")
                        .setNodes(40)
                        .setCpuNodes(3)
                        .build()))
                .build();
    }
}
