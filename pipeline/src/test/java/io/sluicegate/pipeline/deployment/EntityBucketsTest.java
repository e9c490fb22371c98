package io.sluicegate.pipeline.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EntityBucketsTest {

    /** Murmur3 x64 128 of this sentence is 6c1b07bc7bbc4be3 47939ac4a93c437a, each half in little-endian order: e3 is 111000 11. */
    @Test
    void shouldTakeTheHighestSixBitsOfMurmur3() {
        var sentence = "The quick brown fox jumps over the lazy dog";

        assertThat(EntityBuckets.of(sentence.getBytes(UTF_8))).isEqualTo(0xe3 >> 2);
        assertThat(EntityBuckets.of(new byte[0])).isZero();
    }

    @Test
    void shouldSpreadEntitiesEvenly() {
        var counts = new int[EntityBuckets.COUNT];
        IntStream.range(0, 64_000).forEach(i -> counts[EntityBuckets.of(("card-" + i).getBytes(UTF_8))]++);

        assertThat(IntStream.of(counts)).allSatisfy(count -> assertThat(count).isBetween(850, 1_150));
    }
}
