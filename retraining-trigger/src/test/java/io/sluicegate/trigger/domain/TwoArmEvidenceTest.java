package io.sluicegate.trigger.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sluicegate.trigger.domain.TwoArmEvidence.Block;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwoArmEvidenceTest {
    private static final double[] RATES = {0, 0.0001, 0.002, 0.01, 0.04, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 1};

    /** Each sample of two small arms is weighed by its chance: exact, for each pair of rates on the grid that the claim allows. */
    @ParameterizedTest
    @CsvSource({"0, 9, 3", "0.02, 12, 4", "0.02, 3, 12", "0.2, 1, 1", "0.2, 25, 3", "-0.05, 9, 5"})
    void shouldNotBeExpectedToGrowWhereTheClaimHolds(double margin, int primaryRows, int candidateRows) {
        var evidence = new TwoArmEvidence(margin);
        for (var primary : RATES) {
            for (var candidate : RATES) {
                var rates = new Rates(primary, candidate);
                if (candidate - primary <= margin) {
                    assertThat(expected(evidence::above, rates, primaryRows, candidateRows))
                            .as("above, %s", rates)
                            .isLessThanOrEqualTo(1 + 1e-9);
                }
                if (candidate - primary >= margin) {
                    assertThat(expected(evidence::below, rates, primaryRows, candidateRows))
                            .as("below, %s", rates)
                            .isLessThanOrEqualTo(1 + 1e-9);
                }
            }
        }
    }

    @Test
    void shouldHoldThoughTheRatesMoveFromWindowToWindow() {
        var evidence = new TwoArmEvidence(0.01);
        var random = new SplittableRandom(11);
        int wrong = 0;
        for (int trial = 0; trial < 1_000; trial++) {
            wrong += everExceeds(evidence, random, 20) ? 1 : 0;
        }

        assertThat(wrong).isLessThanOrEqualTo(50);
    }

    @Test
    void shouldFindWhatIsTrue() {
        var evidence = new TwoArmEvidence(0.02);

        assertThat(evidence.above(List.of(block(9_000, 180, 1_000, 80)))).isGreaterThan(1_000);
        assertThat(evidence.below(List.of(block(9_000, 180, 3_000, 60)))).isGreaterThan(1_000);
        assertThat(evidence.above(List.of(block(9_000, 180, 1_000, 40)))).isLessThan(1);
        assertThat(evidence.below(List.of(block(9_000, 180, 1_000, 40)))).isLessThan(1);
    }

    @Test
    void shouldTakeNothingForEvidence() {
        var evidence = new TwoArmEvidence(0.02);

        assertThat(evidence.above(List.of())).isEqualTo(1);
        assertThat(evidence.below(List.of(block(0, 0, 500, 0)))).isEqualTo(1);
        assertThat(evidence.above(List.of(block(500, 500, 0, 0)))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.5, -0.02, 0, 0.02, 0.5})
    void shouldBeANumberHoweverManyRowsAWindowHas(double margin) {
        var evidence = new TwoArmEvidence(margin);
        long many = 1_000_000_000;
        var all = block(many, many, 1, 0);
        var none = block(1, 1, many, 0);
        var half = block(many, many / 2, many, many);

        for (var blocks : List.of(List.of(all, none, half), List.of(none, all), List.of(half, none, all, half))) {
            assertThat(evidence.above(blocks)).isNotNaN();
            assertThat(evidence.below(blocks)).isNotNaN();
        }
    }

    @Test
    void shouldPoolWindowsOfTheSameSharesAlmostAsOne() {
        var evidence = new TwoArmEvidence(0.02);

        assertThat(evidence.above(List.of(block(900, 20, 100, 9), block(900, 20, 100, 9))))
                .isCloseTo(evidence.above(List.of(block(1_800, 40, 200, 18))), within(1e-6));
    }

    private static boolean everExceeds(TwoArmEvidence evidence, SplittableRandom random, double needed) {
        var blocks = new java.util.ArrayList<Block>();
        for (int window = 0; window < 12; window++) {
            double base = random.nextDouble() * 0.3;
            blocks.add(block(400, failures(random, 400, base), 100, failures(random, 100, base + 0.01)));
            if (evidence.above(blocks) >= needed) {
                return true;
            }
        }
        return false;
    }

    private static long failures(SplittableRandom random, int rows, double rate) {
        return IntStream.range(0, rows)
                .filter(row -> random.nextDouble() < rate)
                .count();
    }

    private static double expected(
            ToDoubleFunction<List<Block>> evidence, Rates rates, int primaryRows, int candidateRows) {
        double sum = 0;
        for (int primary = 0; primary <= primaryRows; primary++) {
            for (int candidate = 0; candidate <= candidateRows; candidate++) {
                sum += chance(primaryRows, primary, rates.primary())
                        * chance(candidateRows, candidate, rates.candidate())
                        * evidence.applyAsDouble(List.of(block(primaryRows, primary, candidateRows, candidate)));
            }
        }
        return sum;
    }

    private static double chance(int rows, int failures, double rate) {
        double ways = 1;
        for (int i = 1; i <= failures; i++) {
            ways = ways * (rows - failures + i) / i;
        }
        return ways * Math.pow(rate, failures) * Math.pow(1 - rate, rows - failures);
    }

    private static Block block(long primaryRows, long primary, long candidateRows, long candidate) {
        return new Block(new Rate(primary, primaryRows), new Rate(candidate, candidateRows));
    }
}
