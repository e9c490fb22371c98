package io.sluicegate.enricher.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ExactSumTest {
    private static final BigDecimal UNIT = new BigDecimal(0x1p-32);

    @Property
    void shouldNotDependOnTheOrder(@ForAll("terms") List<Double> terms, @ForAll Random random) {
        var shuffled = new java.util.ArrayList<>(terms);
        Collections.shuffle(shuffled, random);

        assertThat(words(sum(shuffled))).isEqualTo(words(sum(terms)));
    }

    @Property
    void shouldBeTheSumOfItsParts(@ForAll("terms") List<Double> first, @ForAll("terms") List<Double> second) {
        var all = new java.util.ArrayList<>(first);
        all.addAll(second);
        var merged = sum(first);
        merged.add(sum(second));

        assertThat(words(merged)).isEqualTo(words(sum(all)));
    }

    @Property
    void shouldBeTheExactSumOfTermsRoundedOnce(@ForAll("terms") List<Double> terms) {
        var expected = terms.stream()
                .map(term -> new BigDecimal(term)
                        .divide(UNIT)
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .multiply(UNIT))
                .reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(sum(terms).toDouble()).isEqualTo(expected.doubleValue());
    }

    @Example
    void shouldAddWhatDoublesCannot() {
        assertThat(sum(List.of(1e16, 1.0, -1e16)).toDouble()).isEqualTo(1.0);
        assertThat(sum(List.of(0x1p63, 0x1p63, -0x1p63, -0x1p63)).toDouble()).isZero();
    }

    @Example
    void shouldTakeFiniteTermsUpToItsLimit() {
        assertThat(ExactSum.takes(-0x1p63)).isTrue();
        assertThat(ExactSum.takes(Math.nextUp(0x1p63))).isFalse();
        assertThat(ExactSum.takes(Double.NaN)).isFalse();
        assertThat(ExactSum.takes(Double.NEGATIVE_INFINITY)).isFalse();
    }

    @Provide
    Arbitrary<List<Double>> terms() {
        return Arbitraries.oneOf(
                        Arbitraries.doubles().between(-1e4, 1e4).ofScale(2),
                        Arbitraries.doubles().between(-1, 1).ofScale(15),
                        Arbitraries.of(0x1p63, -0x1p63, 0x1p62, -0x1.8p-33, 0x1p-33, 0.0, -0.0, Double.MIN_VALUE),
                        Arbitraries.longs().map(number -> (double) number))
                .list()
                .ofMaxSize(50);
    }

    private static ExactSum sum(List<Double> terms) {
        var sum = new ExactSum();
        terms.forEach(sum::add);
        return sum;
    }

    private static List<Long> words(ExactSum sum) {
        return List.of(sum.high(), sum.low());
    }
}
