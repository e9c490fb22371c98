package io.sluicegate.pipeline.deployment;

import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * Maps entities to 64 permanent buckets, so that statistics can treat the similar rows of one entity as a cluster: the highest six
 * bits of the first 64 bits of Murmur3 (x64, 128 bits, seed 0) over the key's bytes. Unlike routing, the mapping is unsalted and
 * uses other bits, so that the two are independent.
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
