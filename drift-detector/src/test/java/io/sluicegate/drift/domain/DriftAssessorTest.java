package io.sluicegate.drift.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sluicegate.records.NumericProfile;
import io.sluicegate.records.Statistic;
import io.sluicegate.records.StringProfile;
import io.sluicegate.records.Verdict;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftAssessorTest {
    private static final int REFERENCE_ROWS = 20_000;
    private static final List<ToDoubleFunction<Random>> SOURCES = List.of(
            Random::nextGaussian,
            random -> Math.exp(random.nextGaussian()),
            random -> random.nextInt(100) < 3 ? 1 : 0,
            random -> random.nextInt(5),
            random -> random.nextInt(10) == 0 ? Double.NaN : random.nextDouble(),
            random -> random.nextInt(1000) == 0 ? Double.NaN : 7);
    private static final List<Function<Random, @Nullable String>> TEXTS = List.of(
            random -> "value " + random.nextInt(9),
            random -> "value " + (int) Math.exp(random.nextDouble() * Math.log(300)),
            random -> random.nextInt(1000) < 2 ? "rare" : random.nextInt(50) == 0 ? null : "usual");
    private static final int TOGETHER = SOURCES.size() + TEXTS.size();

    @ParameterizedTest
    @ValueSource(ints = {60, 250, 2_000})
    void shouldAlarmOnUnchangedTrafficNoMoreOftenThanDeclared(int rows) {
        // given: no effect size, so that nothing but the null quantiles holds alarms back
        var rate = 0.05;
        var windows = 600;
        var test = new DriftAssessor(1, 0, 0, rate);
        var references = SOURCES.stream()
                .map(source -> Samples.reference(REFERENCE_ROWS, 17, source))
                .toList();

        var texts = TEXTS.stream()
                .map(source -> Samples.texts(REFERENCE_ROWS, 17, source))
                .toList();

        // when
        var alarms = LongStream.range(0, windows)
                .filter(seed -> IntStream.range(0, SOURCES.size())
                                .anyMatch(i ->
                                        verdict(test, references.get(i), rows, 1_000 + seed * 31 + i, SOURCES.get(i))
                                                == Verdict.DRIFTED)
                        || IntStream.range(0, TEXTS.size())
                                .anyMatch(i -> verdict(test, texts.get(i), rows, 2_000 + seed * 31 + i, TEXTS.get(i))
                                        == Verdict.DRIFTED))
                .count();

        // then: at or below the rate, up to two standard errors of so many windows
        assertThat((double) alarms / windows).isLessThanOrEqualTo(rate + 2 * Math.sqrt(rate * (1 - rate) / windows));
    }

    @Test
    void shouldNotCallItDriftThatSomeOfManyEqualValuesWereChosen() {
        var test = new DriftAssessor(1, 0, 0, 0.05);
        Function<Random, @Nullable String> equal = random -> "value " + random.nextInt(1_000);
        var reference = Samples.texts(30_000, 17, equal);

        var alarms = LongStream.range(0, 100)
                .filter(seed -> test.assess(reference, Samples.window(reference, 10_000, 3_000 + seed, equal), 1)
                                .verdict()
                        == Verdict.DRIFTED)
                .count();

        assertThat(alarms).isLessThanOrEqualTo(9);
    }

    @Test
    void shouldCatchWhatMoves() {
        var test = new DriftAssessor(500, 0.2, 0.15, 0.001);
        var reference = Samples.reference(REFERENCE_ROWS, 17, Random::nextGaussian);

        assertThat(verdict(test, reference, 1_000, 5, random -> random.nextGaussian() + 0.8))
                .isEqualTo(Verdict.DRIFTED);
        assertThat(verdict(test, reference, 1_000, 5, random -> random.nextGaussian() * 2.5))
                .isEqualTo(Verdict.DRIFTED);
        assertThat(verdict(
                        test,
                        reference,
                        1_000,
                        5,
                        random -> random.nextInt(4) == 0 ? Double.NaN : random.nextGaussian()))
                .isEqualTo(Verdict.DRIFTED);
        assertThat(verdict(test, reference, 1_000, 5, Random::nextGaussian)).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void shouldSeeAValueThatTheReferenceNeverHad() {
        var test = new DriftAssessor(500, 0.2, 0.15, 0.001);
        var constant = Samples.reference(REFERENCE_ROWS, 17, random -> 1);

        assertThat(verdict(test, constant, 1_000, 5, random -> 2)).isEqualTo(Verdict.DRIFTED);
        assertThat(verdict(test, constant, 1_000, 5, random -> 0)).isEqualTo(Verdict.DRIFTED);
        assertThat(verdict(test, constant, 1_000, 5, random -> 1)).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void shouldCatchTextsThatMove() {
        var test = new DriftAssessor(500, 0.2, 0.15, 0.001);
        var reference = Samples.texts(REFERENCE_ROWS, 17, random -> "value " + random.nextInt(9));

        assertThat(verdict(test, reference, 1_000, 5, random -> "value " + random.nextInt(9)))
                .isEqualTo(Verdict.HEALTHY);
        assertThat(verdict(test, reference, 1_000, 5, random -> "value " + random.nextInt(6)))
                .as("values that are gone")
                .isEqualTo(Verdict.DRIFTED);
        assertThat(verdict(
                        test,
                        reference,
                        1_000,
                        5,
                        random -> random.nextInt(20) == 0 ? "new" : "value " + random.nextInt(9)))
                .as("a new value")
                .isEqualTo(Verdict.DRIFTED);
        assertThat(verdict(
                        test,
                        reference,
                        1_000,
                        5,
                        random -> random.nextInt(20) == 0 ? null : "value " + random.nextInt(9)))
                .as("missing values")
                .isEqualTo(Verdict.DRIFTED);
        assertThat(verdict(
                        test,
                        reference,
                        1_000,
                        5,
                        random -> random.nextInt(500) == 0 ? "new" : "value " + random.nextInt(9)))
                .as("too rare to matter")
                .isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void shouldNotCallDriftOfTextsWhatIsTooSmallToMatter() {
        var test = new DriftAssessor(500, 0.2, 0.15, 0.001);
        var reference = Samples.texts(REFERENCE_ROWS, 17, random -> "value " + random.nextInt(4));

        var window = Samples.window(
                reference, 500_000, 5, random -> "value " + (random.nextInt(20) == 0 ? 0 : random.nextInt(4)));
        var assessment = test.assess(reference, window, 1);

        assertThat(assessment.verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(threshold(assessment, "psi")).isEqualTo(0.2);
        assertThat(threshold(assessment, "chiSquared"))
                .isCloseTo(0.2 / (1.0 / 500_000 + 1.0 / Cells.rows(reference)), within(1e-6));
    }

    @Test
    void shouldNotCallDriftWhatIsTooSmallToMatter() {
        var test = new DriftAssessor(500, 0.2, 0.15, 0.001);
        var reference = Samples.reference(REFERENCE_ROWS, 17, Random::nextGaussian);

        var assessment = assess(test, reference, 500_000, 5, random -> random.nextGaussian() + 0.05);

        assertThat(assessment.verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(threshold(assessment, "psi")).isEqualTo(0.2);
        assertThat(threshold(assessment, "ks")).isEqualTo(0.15);
    }

    @Test
    void shouldAskForMoreWithFewerRowsAndMoreFeatures() {
        var test = new DriftAssessor(1, 0.2, 0.15, 0.001);
        var reference = Samples.reference(REFERENCE_ROWS, 17, Random::nextGaussian);
        var window = Samples.window(reference, 60, 5, Random::nextGaussian);

        var alone = test.assess(reference, window, 1);
        var together = test.assess(reference, window, 100);

        assertThat(threshold(alone, "psi")).isGreaterThan(0.2).isLessThan(threshold(together, "psi"));
        assertThat(threshold(alone, "ks")).isGreaterThan(0.15).isLessThan(threshold(together, "ks"));
    }

    @Test
    void shouldSayNothingOfTooFewRows() {
        var test = new DriftAssessor(500, 0.2, 0.15, 0.001);
        var reference = Samples.reference(REFERENCE_ROWS, 17, Random::nextGaussian);

        assertThat(verdict(test, reference, 499, 5, random -> random.nextGaussian() + 9))
                .isEqualTo(Verdict.NO_DATA);
        assertThat(test.assess(reference, new Tally(250), 1)).isEqualTo(Assessment.NOTHING);
    }

    @Test
    void shouldMeasureDecilesExactly() {
        // given: ten rows in each of 250 bins, and a window in which the first decile is empty, the second doubled
        var reference = profile(IntStream.range(0, 250).mapToObj(bin -> 10L).toList());
        var tally = new Tally(250);
        IntStream.range(25, 250).forEach(bin -> repeat(bin < 50 ? 20 : 10, () -> tally.add(bin, 1)));

        // when
        var psi = PopulationStability.of(Cells.of(reference, tally));

        // then
        var share = 250.5 / 2_505;
        var expected = (0.5 / 2_505 - share) * Math.log(0.5 / 2_505 / share)
                + (500.5 / 2_505 - share) * Math.log(500.5 / 2_505 / share);
        assertThat(psi.cells()).isEqualTo(10);
        assertThat(psi.value()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void shouldBoundTheTrueKolmogorovSmirnovDistance() {
        var reference = profile(List.of(50L, 50L));
        var tally = new Tally(2);
        repeat(30, () -> tally.add(0, 1));
        repeat(70, () -> tally.add(1, 1));

        var ks = KolmogorovSmirnov.of(reference, tally);

        assertThat(ks.distance()).isCloseTo(0.2, within(1e-12));
        assertThat(ks.bound()).isCloseTo(0.7, within(1e-12));
    }

    private static NumericProfile profile(List<Long> counts) {
        var edges = IntStream.range(1, counts.size())
                .mapToObj(edge -> (double) edge)
                .toList();
        return new NumericProfile("value", edges, counts, 0L, 0.0, 1.0);
    }

    private static void repeat(int times, Runnable action) {
        IntStream.range(0, times).forEach(i -> action.run());
    }

    private static Verdict verdict(
            DriftAssessor test, NumericProfile reference, int rows, long seed, ToDoubleFunction<Random> source) {
        return assess(test, reference, rows, seed, source).verdict();
    }

    private static Assessment assess(
            DriftAssessor test, NumericProfile reference, int rows, long seed, ToDoubleFunction<Random> source) {
        return test.assess(reference, Samples.window(reference, rows, seed, source), TOGETHER);
    }

    private static Verdict verdict(
            DriftAssessor test,
            StringProfile reference,
            int rows,
            long seed,
            Function<Random, @Nullable String> source) {
        return test.assess(reference, Samples.window(reference, rows, seed, source), TOGETHER)
                .verdict();
    }

    private static double threshold(Assessment assessment, String name) {
        return assessment.statistics().stream()
                .filter(statistic -> statistic.getName().equals(name))
                .mapToDouble(Statistic::getThreshold)
                .findFirst()
                .orElseThrow();
    }
}
