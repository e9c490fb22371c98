package io.sluicegate.enricher.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.testing.Draw;
import io.sluicegate.testing.Law;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {
    private static final BigDecimal UNIT = new BigDecimal(0x1p-32);

    @Test
    void shouldNotDependOnTheOrder() {
        Law.holds(draw -> {
            var terms = terms(draw);
            var shuffled = new ArrayList<>(terms);
            Collections.shuffle(shuffled, new Random(draw.anyLong()));

            assertThat(words(sum(shuffled))).isEqualTo(words(sum(terms)));
        });
    }

    @Test
    void shouldBeTheSumOfItsParts() {
        Law.holds(draw -> {
            var first = terms(draw);
            var second = terms(draw);
            var all = new ArrayList<>(first);
            all.addAll(second);
            var merged = sum(first);
            var other = sum(second);
            merged.add(other.high(), other.low());

            assertThat(words(merged)).isEqualTo(words(sum(all)));
        });
    }

    @Test
    void shouldBeTheExactSumOfTermsRoundedOnce() {
        Law.holds(draw -> {
            var terms = terms(draw);
            var expected = terms.stream()
                    .map(term -> new BigDecimal(term)
                            .divide(UNIT)
                            .setScale(0, RoundingMode.HALF_EVEN)
                            .multiply(UNIT))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);

            assertThat(sum(terms).toDouble()).isEqualTo(expected.doubleValue());
        });
    }

    @Test
    void shouldAddWhatDoublesCannot() {
        assertThat(sum(List.of(1e16, 1.0, -1e16)).toDouble()).isEqualTo(1.0);
        assertThat(sum(List.of(0x1p63, 0x1p63, -0x1p63, -0x1p63)).toDouble()).isZero();
    }

    @Test
    void shouldTakeFiniteTermsUpToItsLimit() {
        assertThat(ExactSum.takes(-0x1p63)).isTrue();
        assertThat(ExactSum.takes(Math.nextUp(0x1p63))).isFalse();
        assertThat(ExactSum.takes(Double.NaN)).isFalse();
        assertThat(ExactSum.takes(Double.NEGATIVE_INFINITY)).isFalse();
    }

    private static List<Double> terms(Draw draw) {
        return draw.list(0, 50, () -> term(draw));
    }

    private static double term(Draw draw) {
        return switch (draw.between(0, 3)) {
            case 0 -> draw.between(-1_000_000, 1_000_000) / 100.0;
            case 1 -> draw.between(-1.0, 1.0);
            case 2 -> draw.oneOf(0x1p63, -0x1p63, 0x1p62, -0x1.8p-33, 0x1p-33, 0.0, -0.0, Double.MIN_VALUE);
            default -> draw.anyLong();
        };
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
