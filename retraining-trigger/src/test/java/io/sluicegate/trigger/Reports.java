package io.sluicegate.trigger;

import io.sluicegate.pipeline.deployment.Arms;
import io.sluicegate.pipeline.deployment.Tenure;
import io.sluicegate.records.DeployedArm;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.OffsetRange;
import io.sluicegate.records.OutcomeCounts;
import io.sluicegate.records.Statistic;
import io.sluicegate.records.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the drift detector and rollout control write. Windows are numbered; each is half an hour of event time. */
public final class Reports {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    public static final Duration WINDOW = Duration.ofMinutes(30);

    private Reports() {}

    public static Instant end(int window) {
        return START.plus(WINDOW.multipliedBy(window));
    }

    /** A report on one feature against a version's reference. */
    public static DriftReport feature(int window, String name, String version, Verdict verdict) {
        return report(window, DriftScope.FEATURE, name, version, 1000, verdict, Map.of("psi", 0.3));
    }

    /** A report on what became of the events that a version decided in one tenure: negatives only, so many rows of them. */
    public static DriftReport outcome(int window, String version, long tenure, long rows, double falsePositiveRate) {
        long alarms = Math.round(rows * falsePositiveRate);
        return outcome(window, version, tenure, new OutcomeCounts(0L, alarms, rows - alarms, 0L));
    }

    /** The same, of any counts. */
    public static DriftReport outcome(int window, String version, long tenure, OutcomeCounts counts) {
        long rows = counts.getTruePositives()
                + counts.getFalsePositives()
                + counts.getTrueNegatives()
                + counts.getFalseNegatives();
        var report = report(window, DriftScope.OUTCOME, "labels", version, rows, Verdict.HEALTHY, Map.of());
        report.setReportId("fraud/OUTCOME/labels/%s/%d/%s".formatted(version, tenure, end(window)));
        report.setTenure(tenure);
        report.setOutcomes(counts);
        return report;
    }

    public static DriftReport report(
            int window,
            DriftScope scope,
            String name,
            String version,
            long rows,
            Verdict verdict,
            Map<String, Double> statistics) {
        return DriftReport.newBuilder()
                .setReportId("fraud/%s/%s/%s/%s".formatted(scope, name, version, end(window)))
                .setPipeline("fraud")
                .setScope(scope)
                .setName(name)
                .setModel("fraud-model")
                .setVersion(version)
                .setReferenceDigest("digest-" + version)
                .setWindowStart(end(window - 1))
                .setWindowEnd(end(window))
                .setRows(rows)
                .setMissing(0)
                .setLate(0)
                .setStatistics(new TreeMap<>(statistics)
                        .entrySet().stream()
                                .map(entry -> new Statistic(entry.getKey(), entry.getValue(), null))
                                .toList())
                .setVerdict(verdict)
                .setSources(List.of(
                        new OffsetRange("fraud.features", 0, window * 100L, window * 100L + 100),
                        new OffsetRange("fraud.features", 1, window * 50L, window * 50L + 50)))
                .setCorrelationId("window-" + window)
                .setReportedAt(end(window).plusSeconds(1))
                .build();
    }

    public static Deployment deployment(
            long revision, Instant at, @Nullable String primary, @Nullable String candidate, int buckets) {
        return Deployment.newBuilder()
                .setPipeline("fraud")
                .setRevision(revision)
                .setModel("fraud-model")
                .setSalt("fraud")
                .setArms(arms(primary, candidate, buckets, new Tenure(revision, at)))
                .setWarm(List.of())
                .setCommandId("operator-" + revision)
                .setCorrelationId("why-" + revision)
                .setChange("")
                .setAt(at)
                .build();
    }

    /** The revision with the version as its primary, alone. */
    public static Deployment.Builder primary(Deployment.Builder next, String primary) {
        return arms(next, primary, null, 0);
    }

    /** The revision with the version on trial beside its primary. */
    public static Deployment.Builder trial(Deployment.Builder next, String candidate, int buckets) {
        return arms(next, primaryOf(next), candidate, buckets);
    }

    /** The revision with another share for the version on trial. */
    public static Deployment.Builder shift(Deployment.Builder next, int buckets) {
        return trial(next, next.getArms().get(1).getVersion().getVersion(), buckets);
    }

    /** The revision with its primary alone. */
    public static Deployment.Builder noTrial(Deployment.Builder next) {
        return arms(next, primaryOf(next), null, 0);
    }

    public static Deployment.Builder previous(Deployment.Builder next, @Nullable String previous) {
        return next.setWarm(previous == null ? List.of() : List.of(version(previous)));
    }

    private static String primaryOf(Deployment.Builder next) {
        return next.getArms().get(0).getVersion().getVersion();
    }

    private static Deployment.Builder arms(
            Deployment.Builder next, @Nullable String primary, @Nullable String candidate, int buckets) {
        return next.setArms(arms(primary, candidate, buckets, new Tenure(next.getRevision(), next.getAt())));
    }

    private static List<DeployedArm> arms(
            @Nullable String primary, @Nullable String candidate, int buckets, Tenure tenure) {
        if (primary == null) {
            return List.of();
        }
        return candidate == null
                ? Arms.alone(version(primary), tenure)
                : Arms.trial(version(primary), version(candidate), buckets, tenure);
    }

    public static ModelRegistration registration(String version, String correlationId) {
        return ModelRegistration.newBuilder()
                .setPipeline("fraud")
                .setModel("fraud-model")
                .setVersion(version)
                .setLocation("/models/" + version)
                .setBundleDigest("digest-" + version)
                .setFeatureSetFingerprint("features-1")
                .setCorrelationId(correlationId)
                .setRegisteredBy("job")
                .setRegisteredAt(START)
                .setCommandId("register-" + version)
                .build();
    }

    public static DeployedVersion version(String version) {
        return new DeployedVersion(version, "/models/" + version, "digest-" + version);
    }
}
