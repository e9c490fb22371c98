package io.sluicegate.launcher.seeing.domain;

import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.Deployment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive revisions under which a version decides for some of the keys.
 *
 * @param fromRevision the first of them
 * @param untilRevision the first revision after them; empty while the version decides
 * @param lowestShare the lowest share of the keys under any of them, 0 to 1
 * @param highestShare the highest share
 */
public record Reign(
        long fromRevision,
        Instant since,
        Optional<Long> untilRevision,
        Optional<Instant> until,
        double lowestShare,
        double highestShare) {

    /** The version's reigns, oldest first. */
    public static List<Reign> of(String version, List<AuditEntry> audit) {
        var reigns = new ArrayList<Reign>();
        @Nullable Reign open = null;
        for (var entry : audit) {
            var deployment = entry.getDeployment();
            if (deployment != null) {
                var share = share(version, deployment);
                if (share.isPresent()) {
                    open = open == null ? begun(deployment, share.get()) : open.with(share.get());
                } else if (open != null) {
                    reigns.add(open.ended(deployment));
                    open = null;
                }
            }
        }
        if (open != null) {
            reigns.add(open);
        }
        return List.copyOf(reigns);
    }

    private static Optional<Double> share(String version, Deployment deployment) {
        return DeploymentView.of(deployment).deciding().stream()
                .filter(arm -> arm.name().equals(version) && arm.buckets() > 0)
                .map(Arm::share)
                .reduce(Double::sum);
    }

    private static Reign begun(Deployment deployment, double share) {
        return new Reign(
                deployment.getRevision(), deployment.getAt(), Optional.empty(), Optional.empty(), share, share);
    }

    private Reign with(double share) {
        return new Reign(
                fromRevision, since, untilRevision, until, Math.min(lowestShare, share), Math.max(highestShare, share));
    }

    private Reign ended(Deployment next) {
        return new Reign(
                fromRevision,
                since,
                Optional.of(next.getRevision()),
                Optional.of(next.getAt()),
                lowestShare,
                highestShare);
    }
}
