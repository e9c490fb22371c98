package io.sluicegate.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sluicegate.records.NumericProfile;
import io.sluicegate.records.StringProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReferenceProfilerTest {
    private static NumericProfile profile(double... values) {
        return NumericProfiler.profile("x", values);
    }

    @Test
    void shouldCutDistinctValuesIntoTwoHundredAndFiftyEqualBins() {
        var profile = profile(shuffled(10_000));

        assertThat(profile.getEdges()).hasSize(249);
        assertThat(profile.getCounts()).hasSize(250).allMatch(count -> count == 40);
    }

    @Test
    void shouldHaveTheDecilesAmongItsEdges() {
        var deciles = IntStream.range(1, 10).mapToObj(i -> i * 1000.0).toList();

        assertThat(profile(shuffled(10_000)).getEdges()).containsAll(deciles);
    }

    @Test
    void shouldKeepEdgesDistinctAndCountsExactUnderHeavyTies() {
        var values =
                IntStream.range(0, 5_000).mapToDouble(i -> i % 10 == 0 ? i : 3).toArray();

        var profile = profile(values);

        assertThat(profile.getEdges()).isSorted().doesNotHaveDuplicates();
        assertThat(sum(profile)).isEqualTo(5_000);
        var bins = new Bins(
                profile.getEdges().stream().mapToDouble(Double::doubleValue).toArray());
        assertThat(profile.getCounts().get(bins.of(3))).isEqualTo(4_500);
    }

    @Test
    void shouldGiveABooleanTwoBins() {
        var profile = profile(0, 1, 0, 0);

        assertThat(profile.getEdges()).containsExactly(1.0);
        assertThat(profile.getCounts()).containsExactly(3L, 1L);
    }

    @Test
    void shouldTellARareValueFromACommonOne() {
        var values = IntStream.range(0, 10_000).mapToDouble(i -> i == 0 ? 1 : 0).toArray();

        assertThat(profile(values).getCounts()).containsExactly(9_999L, 1L);
    }

    @Test
    void shouldGiveAConstantABinOfItsOwn() {
        var profile = profile(7, 7, 7);

        assertThat(profile.getEdges()).containsExactly(7.0, Math.nextUp(7.0));
        assertThat(profile.getCounts()).containsExactly(0L, 3L, 0L);
    }

    @Test
    void shouldTreatBothZerosAlike() {
        assertThat(profile(0.0, -0.0, 1).getCounts()).containsExactly(2L, 1L);
    }

    @Test
    void shouldCountWhatIsNotANumberAsMissing() {
        var profile = profile(1, Double.NaN, 3, Double.POSITIVE_INFINITY);

        assertThat(profile.getMissing()).isEqualTo(2);
        assertThat(sum(profile)).isEqualTo(2);
        assertThat(profile.getMean()).isEqualTo(2);
        assertThat(profile.getStandardDeviation()).isEqualTo(1);
    }

    @Test
    void shouldProfileAColumnWithoutValues() {
        var profile = profile(Double.NaN);

        assertThat(profile.getEdges()).isEmpty();
        assertThat(profile.getCounts()).containsExactly(0L);
    }

    @Test
    void shouldProfileRowsAndScores() {
        var profiler = new ReferenceProfiler(List.of("a", "b"));
        IntStream.range(0, 3_000).forEach(i -> profiler.add(new double[] {i, -i}, i / 3_000.0));

        var profile = profiler.profile("f");

        assertThat(profile.getRows()).isEqualTo(3_000);
        assertThat(profile.getFeatures()).extracting(NumericProfile::getName).containsExactly("a", "b");
        assertThat(profile.getScore().getMean()).isCloseTo(0.5, within(1e-3));
    }

    @Test
    void shouldListFrequentShortValuesAndCountTheOthersTogether() {
        // given: 60 frequent values, 20 rarer ones, some that are too long, and rows without a value
        var texts = new ArrayList<@Nullable String>();
        IntStream.range(0, 60).forEach(i -> texts.addAll(Collections.nCopies(400 + i, "frequent " + i)));
        IntStream.range(0, 20).forEach(i -> texts.addAll(Collections.nCopies(100, "rarer " + i)));
        texts.addAll(Collections.nCopies(900, "x".repeat(129)));
        texts.addAll(Collections.nCopies(900, "y".repeat(128)));
        texts.addAll(Collections.nCopies(300, null));

        // when
        var profile = texts("color", texts);

        // then: half of the rows have chosen the values, and the other half is counted
        assertThat(profile.getName()).isEqualTo("color");
        assertThat(profile.getValues()).hasSize(64).startsWith("y".repeat(128)).doesNotContain("x".repeat(129));
        assertThat(profile.getValues())
                .filteredOn(value -> value.startsWith("frequent "))
                .hasSize(60);
        assertThat(profile.getCounts()).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(profile.getCounts().get(0)).isBetween(400L, 500L);
        assertThat(profile.getMissing()).isBetween(120L, 180L);
        var rows = profile.getOther()
                + profile.getMissing()
                + profile.getCounts().stream().mapToLong(Long::longValue).sum();
        assertThat((double) rows / texts.size()).isCloseTo(0.5, within(0.01));
        assertThat(texts("color", texts)).isEqualTo(profile);
    }

    @Test
    void shouldNotListValuesOfFewRows() {
        var texts = new ArrayList<@Nullable String>(Collections.nCopies(9, "Meier"));
        texts.addAll(Collections.nCopies(100, "Müller"));
        texts.addAll(Collections.nCopies(200, ""));

        assertThat(texts("name", texts).getValues()).containsExactly("", "Müller");
    }

    private static StringProfile texts(String name, List<@Nullable String> texts) {
        var profiler = new ReferenceProfiler(List.of(), List.of(name));
        texts.forEach(text -> profiler.add(new double[0], Collections.singletonList(text)));
        return profiler.profile("f").getStrings().get(0);
    }

    @Test
    void shouldRefuseARowOfAnotherWidthAndHalfTheScores() {
        var profiler = new ReferenceProfiler(List.of("a"));

        assertThatThrownBy(() -> profiler.add(new double[2])).hasMessageContaining("2 values for 1 features");
        assertThatThrownBy(() -> profiler.add(new double[1], List.of("a")))
                .hasMessageContaining("1 texts for 0 features");
        profiler.add(new double[1]).add(new double[1], 0.5);
        assertThatThrownBy(() -> profiler.profile("f")).hasMessageContaining("1 of 2 rows");
    }

    private static double[] shuffled(int rows) {
        var values = DoubleStream.iterate(0, value -> value + 1).limit(rows).toArray();
        var random = new Random(1);
        for (var i = rows - 1; i > 0; i--) {
            var other = random.nextInt(i + 1);
            var kept = values[i];
            values[i] = values[other];
            values[other] = kept;
        }
        return values;
    }

    private static long sum(NumericProfile profile) {
        return profile.getCounts().stream().mapToLong(Long::longValue).sum();
    }
}
