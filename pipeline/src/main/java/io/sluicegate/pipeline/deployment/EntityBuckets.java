package io.sluicegate.pipeline.deployment;

import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * Spreads entities over 64 buckets that stay for ever, so that rows of one entity, which are alike, can be told apart from rows of many:
 * the highest six bits of the first 64 bits of Murmur3 (x64, 128 bits, seed 0) over the key's bytes. Unsalted, unlike the routing,
 * and of other bits, so that the two don't depend on each other.
 */
public final class EntityBuckets {
    public static final int COUNT = 64;

    private static final Hasher128 MURMUR = Hashing.murmur3_128();
    private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(COUNT);

    private EntityBuckets() {}

    /** The bucket of a key, 0 to 63. */
    public static int of(byte[] key) {
        return (int) (MURMUR.hashBytesTo128Bits(key).getLeastSignificantBits() >>> SHIFT);
    }
}
