package io.sluicegate.pipeline.deployment;

import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Role;

/**
 * A version that scores the keys of its buckets.
 *
 * @param place its place among all arms of its deployment view, from 0
 * @param role primary or candidate for a deciding arm, else shadow
 * @param fromBucket its first bucket
 * @param untilBucket one past its last bucket
 */
public record Arm(int place, Role role, DeployedVersion version, int fromBucket, int untilBucket, Tenure tenure) {

    /** The version's name. */
    public String name() {
        return version.getVersion();
    }

    public String digest() {
        return version.getBundleDigest();
    }

    public boolean covers(int bucket) {
        return fromBucket <= bucket && bucket < untilBucket;
    }

    /** The number of its buckets. */
    public int buckets() {
        return untilBucket - fromBucket;
    }

    /** The arm's share of the keys, from 0 to 1. */
    public double share() {
        return (double) buckets() / DeploymentView.BUCKETS;
    }

    /** Whether the other arm has the same version, buckets and role; the bundle's location doesn't count. */
    boolean isLike(Arm other) {
        return role == other.role
                && fromBucket == other.fromBucket
                && untilBucket == other.untilBucket
                && digest().equals(other.digest());
    }
}
