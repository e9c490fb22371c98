package io.sluicegate.scorer.domain;

import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.sluicegate.pipeline.deployment.DeploymentView;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The router of keys to arms, by a salted hash: Murmur3 (x64, 128 bits, seed 0) over the salt's UTF-8 bytes followed by the raw key
 * bytes; its first 64 bits, unsigned, modulo 10,000 are the bucket. The arm that has the bucket decides. A candidate has the lowest
 * buckets, so a growing share only adds keys to its cohort, and anyone can recompute the bucket.
 */
public final class Router {
    private static final Hasher128 MURMUR = Hashing.murmur3_128();

    private final byte[] salt;
    private final DeploymentView deployment;

    private Router(DeploymentView deployment) {
        this.salt = deployment.record().getSalt().getBytes(StandardCharsets.UTF_8);
        this.deployment = deployment;
    }

    /** The router of a deployment that has a primary. */
    public static Router of(DeploymentView deployment) {
        if (deployment.primary().isEmpty()) {
            throw new IllegalArgumentException("revision " + deployment.revision() + " has no primary");
        }
        return new Router(deployment);
    }

    public Decision decide(byte[] key) {
        var bucket = bucket(key);
        return new Decision(bucket, deployment.arm(bucket));
    }

    /** The bucket of a key, 0 to 9,999. */
    public int bucket(byte[] key) {
        var salted = Arrays.copyOf(salt, salt.length + key.length);
        System.arraycopy(key, 0, salted, salt.length, key.length);
        return (int) Long.remainderUnsigned(
                MURMUR.hashBytesTo128Bits(salted).getLeastSignificantBits(), DeploymentView.BUCKETS);
    }
}
