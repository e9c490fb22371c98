package io.sluicegate.pipeline.deployment;

import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Role;

/**
 * A version that scores the keys of its buckets.
 *
 * @param place its place among all arms of its deployment view, from 0
 * @param role primary or candidate if it decides, else shadow
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

    /** How many buckets it has. */
    public int buckets() {
        return untilBucket - fromBucket;
    }

    /** Its share of the keys, from 0 to 1. */
    public double share() {
        return (double) buckets() / DeploymentView.BUCKETS;
    }

    /** Whether the other one is the same version, wherever its bundle lies, with the same buckets and role. */
    boolean isLike(Arm other) {
        return role == other.role
                && fromBucket == other.fromBucket
                && untilBucket == other.untilBucket
                && digest().equals(other.digest());
    }
}
