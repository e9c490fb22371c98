package io.sluicegate.scorer.domain;

import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Role;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Routes keys by a salted hash: Murmur3 (x64, 128 bits, seed 0) over the salt's UTF-8 bytes followed by the raw key bytes; its
 * first 64 bits, unsigned, modulo 10,000 are the bucket. The candidate gets the buckets below its share, so a cohort only grows
 * when the share grows, and anyone can compute it again.
 */
public final class Router {
    public static final int BUCKETS = 10_000;

    private static final Hasher128 MURMUR = Hashing.murmur3_128();

    private final byte[] salt;
    private final DeployedVersion primary;
    private final @Nullable DeployedVersion candidate;
    private final int candidateBuckets;

    private Router(Deployment deployment, DeployedVersion primary) {
        this.salt = deployment.getSalt().getBytes(StandardCharsets.UTF_8);
        this.primary = primary;
        this.candidate = deployment.getCandidate();
        this.candidateBuckets = deployment.getCandidateBuckets();
    }

    /** The router of a deployment that has a primary. */
    public static Router of(Deployment deployment) {
        var primary = deployment.getPrimary();
        if (primary == null) {
            throw new IllegalArgumentException("revision " + deployment.getRevision() + " has no primary");
        }
        return new Router(deployment, primary);
    }

    public Decision decide(byte[] key) {
        var bucket = bucket(key);
        return candidate != null && bucket < candidateBuckets
                ? new Decision(bucket, Role.CANDIDATE, candidate)
                : new Decision(bucket, Role.PRIMARY, primary);
    }

    /** The bucket of a key, 0 to 9,999. */
    public int bucket(byte[] key) {
        var salted = Arrays.copyOf(salt, salt.length + key.length);
        System.arraycopy(key, 0, salted, salt.length, key.length);
        return (int) Long.remainderUnsigned(MURMUR.hashBytesTo128Bits(salted).getLeastSignificantBits(), BUCKETS);
    }
}
