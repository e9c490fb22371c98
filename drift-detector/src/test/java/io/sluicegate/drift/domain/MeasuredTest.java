package io.sluicegate.drift.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.ReferenceProfiler;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.records.DriftScope;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;

class MeasuredTest {
    private static final Reference REFERENCE = reference();

    @Test
    void shouldCountTextsByValueAndOthersTogether() {
        var tally = count(1, "red", new Utf8("red"), "pink", "", null, 7);

        assertThat(tally.rows()).isEqualTo(6);
        assertThat(tally.in(0)).as("red").isEqualTo(2);
        assertThat(tally.in(1)).as("blue").isZero();
        assertThat(tally.in(2)).as("others").isEqualTo(2);
        assertThat(tally.missing()).isEqualTo(2);
    }

    @Test
    void shouldCountNumbersAndBooleansInBins() {
        var tally = count(0, 0.0, 1, 1L, true, null, "1", Double.NaN);

        assertThat(tally.rows()).isEqualTo(7);
        assertThat(tally.in(0)).isEqualTo(1);
        assertThat(tally.in(1)).isEqualTo(3);
        assertThat(tally.missing()).isEqualTo(3);
    }

    @Test
    void shouldTestAllFeaturesTogetherStringsToo() {
        assertThat(REFERENCE.together(DriftScope.FEATURE)).isEqualTo(2);
        assertThat(REFERENCE.together(DriftScope.PREDICTION)).isEqualTo(1);
    }

    @Test
    void shouldFindTheFeaturesThatItsProfileLacks() {
        assertThat(REFERENCE.unprofiled()).containsExactly("size");
    }

    private static Tally count(int feature, Object... values) {
        var measured = REFERENCE.features().get(feature);
        var tally = new Tally(measured.cells());
        Arrays.asList(values).forEach(value -> measured.count(tally, value));
        return tally;
    }

    private static Reference reference() {
        var profiler = new ReferenceProfiler(List.of("old"), List.of("color"));
        IntStream.range(0, 300)
                .forEach(i -> profiler.add(new double[] {i % 2}, List.of(i < 200 ? "red" : "blue"), 0.5));
        profiler.add(new double[] {1}, Collections.singletonList(null), 0.5);
        var trained = List.of(
                new NeededFeature("old", Type.BOOLEAN),
                new NeededFeature("color", Type.STRING),
                new NeededFeature("size", Type.STRING));
        return Reference.of("1", "digest", profiler.profile("set"), trained);
    }
}
