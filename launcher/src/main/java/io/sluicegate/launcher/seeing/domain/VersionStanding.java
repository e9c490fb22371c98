package io.sluicegate.launcher.seeing.domain;

import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Role;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a version does in a pipeline, or did last.
 *
 * @param what in words
 * @param since when that began
 */
public record VersionStanding(What what, String words, Optional<Instant> since) {

    /** What a version does, or did last. */
    public enum What {
        /** It decides for some or all keys. */
        DECIDES,
        /** It scores beside those that decide. */
        SHADOW,
        /** The instances are loading it. */
        PREPARING,
        /** It decided before, and stays loaded for a rollback. */
        WARM,
        /** It decided or shadowed before. */
        TRIED,
        /** Its preparation was given up, and it has never scored. */
        ABORTED,
        /** Nobody has deployed it. */
        REGISTERED
    }

    /** The last tenure of a version in a role; it ended at a time, or lasts. */
    private record Past(Role role, Instant since, Optional<Instant> until) {}

    /** The standing of each version that a deployment or the audit names, by version. */
    public static Map<String, VersionStanding> of(Optional<DeploymentView> inForce, List<AuditEntry> audit) {
        var standings = new HashMap<String, VersionStanding>();
        aborted(audit).forEach(standings::put);
        var pasts = pasts(audit);
        pasts.forEach((version, past) -> standings.put(version, tried(past)));
        inForce.ifPresent(deployment -> {
            deployment.record().getWarm().forEach(warm -> standings.put(warm.getVersion(), warm(warm, pasts)));
            deployment
                    .preparing()
                    .ifPresent(preparing -> standings.put(
                            preparing.getTarget().getVersion(),
                            new VersionStanding(
                                    What.PREPARING,
                                    "prepared for " + preparing.getGoal(),
                                    Optional.of(preparing.getSince()))));
            deployment
                    .shadows()
                    .forEach(arm -> standings.put(
                            arm.name(),
                            new VersionStanding(
                                    What.SHADOW,
                                    "shadows " + Words.percent(arm.share()),
                                    Optional.of(arm.tenure().since()))));
            deployment
                    .deciding()
                    .forEach(arm -> standings.put(
                            arm.name(),
                            new VersionStanding(
                                    What.DECIDES,
                                    arm.role() + " " + Words.percent(arm.share()),
                                    Optional.of(arm.tenure().since()))));
        });
        return Map.copyOf(standings);
    }

    private static Map<String, VersionStanding> aborted(List<AuditEntry> audit) {
        var aborted = new HashMap<String, VersionStanding>();
        for (var entry : audit) {
            var command = entry.getCommand();
            if (entry.getKind() == AuditKind.ABORTED && command != null) {
                aborted.put(
                        command.getVersion(),
                        new VersionStanding(What.ABORTED, "aborted: " + entry.getReason(), Optional.of(entry.getAt())));
            }
        }
        return aborted;
    }

    private static Map<String, Past> pasts(List<AuditEntry> audit) {
        var pasts = new HashMap<String, Past>();
        for (var entry : audit) {
            var deployment = entry.getDeployment();
            if (deployment != null) {
                var view = DeploymentView.of(deployment);
                pasts.replaceAll((version, past) -> past.until().isEmpty() && !hasArm(version, view)
                        ? new Past(past.role(), past.since(), Optional.of(deployment.getAt()))
                        : past);
                view.arms()
                        .forEach(arm -> pasts.put(
                                arm.name(), new Past(arm.role(), arm.tenure().since(), Optional.empty())));
            }
        }
        return pasts;
    }

    private static boolean hasArm(String version, DeploymentView view) {
        return view.arms().stream().anyMatch(arm -> arm.name().equals(version));
    }

    private static VersionStanding tried(Past past) {
        return new VersionStanding(
                What.TRIED, "no longer " + past.role(), past.until().or(() -> Optional.of(past.since())));
    }

    private static VersionStanding warm(DeployedVersion version, Map<String, Past> pasts) {
        var past = Optional.ofNullable(pasts.get(version.getVersion()));
        return new VersionStanding(
                What.WARM, "warm" + past.map(it -> ", no longer " + it.role()).orElse(""), past.flatMap(Past::until));
    }
}
