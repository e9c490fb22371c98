package io.sluicegate.trigger.domain;

import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What decides now, and since when.
 *
 * @param newest the revision in force
 * @param step the revision that began the present division of keys between primary and candidate
 * @param primarySince the revision that made the present primary the primary
 */
public record Rollout(Deployment newest, Deployment step, Deployment primarySince) {

    /** The first revision that is seen. What came before it is not known: everything counts from here. */
    static Rollout startingWith(Deployment first) {
        return new Rollout(first, first, first);
    }

    /** A revision that is not newer changes nothing. */
    Rollout after(Deployment next) {
        if (next.getRevision() <= newest.getRevision()) {
            return this;
        }
        return new Rollout(next, sameDivision(next) ? step : next, samePrimary(next) ? primarySince : next);
    }

    /** Whether the digest stands anywhere in the revision in force. */
    boolean names(String digest) {
        var preparing = newest.getPreparing();
        return isDigest(newest.getPrimary(), digest)
                || isDigest(newest.getCandidate(), digest)
                || isDigest(newest.getPrevious(), digest)
                || (preparing != null && isDigest(preparing.getTarget(), digest));
    }

    /** Whether a candidate is compared with the primary by what was decided in that tenure. */
    boolean isOnTrial(long tenure) {
        return newest.getCandidate() != null && newest.getTenure() == tenure;
    }

    private boolean sameDivision(Deployment next) {
        return samePrimary(next)
                && Objects.equals(digest(newest.getCandidate()), digest(next.getCandidate()))
                && newest.getCandidateBuckets() == next.getCandidateBuckets();
    }

    private boolean samePrimary(Deployment next) {
        return Objects.equals(digest(newest.getPrimary()), digest(next.getPrimary()));
    }

    /** A version is the same wherever its bundle lies. */
    private static @Nullable String digest(@Nullable DeployedVersion version) {
        return version == null ? null : version.getBundleDigest();
    }

    private static boolean isDigest(@Nullable DeployedVersion version, String digest) {
        return version != null && version.getBundleDigest().equals(digest);
    }
}
