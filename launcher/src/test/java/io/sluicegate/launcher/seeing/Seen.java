package io.sluicegate.launcher.seeing;

import io.sluicegate.launcher.seeing.domain.Found;
import io.sluicegate.launcher.seeing.domain.Place;
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
import io.sluicegate.records.Statistic;
import io.sluicegate.records.Verdict;
import io.sluicegate.records.VersionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of a pipeline for the tests of what shows them, complete but for what a test says about them. */
public final class Seen {
    public static final String PIPELINE = "fraud";
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    static {
        RecordClasses.trust();
    }

    private Seen() {}

    public static Prediction prediction(String eventId, String entity, String version, long revision) {
        return Prediction.newBuilder()
                .setEventId(eventId)
                .setEntity(entity)
                .setEventTime(NOON)
                .setPipeline(PIPELINE)
                .setModel("fraud-model")
                .setVersion(version)
                .setBundleDigest("digest-" + version)
                .setFeatureSetFingerprint("fingerprint")
                .setRevision(revision)
                .setBucket(17)
                .setRole(Role.PRIMARY)
                .setOutcome(Outcome.SCORED)
                .setScore(0.25)
                .setPositive(false)
                .setExecutionProvider("CPUExecutionProvider")
                .setFeaturesPartition(0)
                .setFeaturesOffset(100)
                .setScoredAt(NOON)
                .build();
    }

    public static DriftReport report(
            DriftScope scope, String name, Instant windowEnd, @Nullable Double psi, Verdict verdict) {
        return DriftReport.newBuilder()
                .setReportId(PIPELINE + "/" + scope + "/" + name + "/1/" + windowEnd)
                .setPipeline(PIPELINE)
                .setScope(scope)
                .setName(name)
                .setModel("fraud-model")
                .setVersion("1")
                .setReferenceDigest("digest-1")
                .setWindowStart(windowEnd.minusSeconds(1800))
                .setWindowEnd(windowEnd)
                .setRows(1200)
                .setMissing(3)
                .setLate(1)
                .setStatistics(
                        psi == null
                                ? List.of()
                                : List.of(new Statistic("psi", psi, 0.2), new Statistic("mean", 7.0, null)))
                .setVerdict(verdict)
                .setSources(List.of(new OffsetRange("fraud.features", 0, 0L, 1200L)))
                .setCorrelationId("correlation")
                .setReportedAt(windowEnd.plusSeconds(2))
                .build();
    }

    public static RetrainingTrigger trigger(String id, String... reports) {
        return RetrainingTrigger.newBuilder()
                .setTriggerId(id)
                .setCorrelationId("correlation-" + id)
                .setPipeline(PIPELINE)
                .setModel("fraud-model")
                .setBaseVersion("1")
                .setPolicy("feature-drift")
                .setReason("amount drifted in 2 of 3 windows")
                .setReports(List.of(reports))
                .setReferenceDigest("digest-1")
                .setSources(List.of())
                .setWindowEnd(NOON)
                .setTriggeredAt(NOON)
                .build();
    }

    public static DeployedVersion version(String version) {
        return new DeployedVersion(version, "models/fraud-model/" + version, "digest-" + version);
    }

    /** A revision in which one version decides, or none; written so many minutes after noon. */
    public static Deployment deployment(long revision, @Nullable String primary) {
        var at = NOON.plusSeconds(revision * 60);
        return Deployment.newBuilder()
                .setPipeline(PIPELINE)
                .setRevision(revision)
                .setModel("fraud-model")
                .setSalt("salt")
                .setArms(primary == null ? List.of() : Arms.alone(version(primary), new Tenure(revision, at)))
                .setWarm(List.of())
                .setCommandId("command-" + revision)
                .setCorrelationId("correlation")
                .setChange("revision " + revision)
                .setAt(at)
                .build();
    }

    public static Deployment trial(long revision, String primary, String candidate, int buckets) {
        var trial = deployment(revision, primary);
        trial.setArms(Arms.trial(
                version(primary), version(candidate), buckets, new Tenure(revision, NOON.plusSeconds(revision * 60))));
        return trial;
    }

    public static ModelRegistration registration(String version, @Nullable String approvedBy) {
        return ModelRegistration.newBuilder()
                .setPipeline(PIPELINE)
                .setModel("fraud-model")
                .setVersion(version)
                .setLocation("models/fraud-model/" + version)
                .setBundleDigest("digest-" + version)
                .setFeatureSetFingerprint("fingerprint")
                .setCorrelationId("correlation-of-" + version)
                .setRegisteredBy("retraining-job")
                .setRegisteredAt(NOON)
                .setApprovedBy(approvedBy)
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

    /** The entry about a revision. */
    public static AuditEntry entry(AuditKind kind, CommandKind command, String version, Deployment deployment) {
        return AuditEntry.newBuilder()
                .setAuditId(deployment.getCommandId() + "/" + kind)
                .setPipeline(PIPELINE)
                .setKind(kind)
                .setReason("as asked")
                .setCommand(command(deployment.getCommandId(), command, version))
                .setDeployment(deployment)
                .setAt(deployment.getAt())
                .build();
    }

    public static AuditEntry registered(ModelRegistration registration) {
        return AuditEntry.newBuilder()
                .setAuditId(registration.getCommandId() + "/ACCEPTED")
                .setPipeline(PIPELINE)
                .setKind(AuditKind.ACCEPTED)
                .setReason("registered")
                .setRegistration(registration)
                .setAt(registration.getRegisteredAt())
                .build();
    }

    /** The entries in their places. */
    public static List<Found<AuditEntry>> placed(AuditEntry... entries) {
        var found = new ArrayList<Found<AuditEntry>>();
        for (var entry : entries) {
            found.add(new Found<>(new Place("sluicegate.audit", 0, found.size(), entry.getAt()), entry));
        }
        return found;
    }

    public static InstanceStatus status(String instance, Instant at, VersionStatus... versions) {
        return InstanceStatus.newBuilder()
                .setPipeline(PIPELINE)
                .setInstance(instance)
                .setStartedAt(at.minusSeconds(60))
                .setAt(at)
                .setRevision(3)
                .setVersions(List.of(versions))
                .build();
    }

    public static VersionStatus loaded(String version, LoadState state, @Nullable String error) {
        return VersionStatus.newBuilder()
                .setVersion(version)
                .setBundleDigest("digest-" + version)
                .setState(state)
                .setError(error)
                .build();
    }
}
