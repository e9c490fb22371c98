package io.sluicegate.bench.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SectionTest {
    /** Two a millisecond, but for a slow begin and a slow end. */
    private static LongStream appended() {
        var slowStart = LongStream.range(0, 700).map(i -> i * 20);
        var steady = LongStream.range(0, 250).map(i -> 14_000 + i / 2);
        var slowEnd = LongStream.range(0, 50).map(i -> 14_125 + i * 100);
        return LongStream.concat(LongStream.concat(slowStart, steady), slowEnd);
    }

    @Test
    void shouldCountNeitherTheWarmUpNorTheEnd() {
        var section = Section.of(appended().toArray());

        assertThat(section).isEqualTo(new Section(14_000, 14_125, 250));
        assertThat(section.perSecond()).isEqualTo(2000);
    }

    @Test
    void shouldNotDependOnTheOrderOfThePartitions() {
        var shuffled = appended().boxed().collect(Collectors.toList());
        Collections.reverse(shuffled);

        assertThat(Section.of(shuffled.stream().mapToLong(Long::longValue).toArray()))
                .isEqualTo(Section.of(appended().toArray()));
    }

    @Test
    void shouldBeFiniteIfAllCameAtOnce() {
        assertThat(Section.of(new long[100]).perSecond()).isFinite().isPositive();
    }
}
