package io.sluicegate.drift.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.bundle.Bins;
import io.sluicegate.testing.Law;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Bins BINS = new Bins(new double[] {-1, 0, 0.5, 3});

    @Test
    void shouldBeTheSameMergedAsWhole() {
        Law.holds(draw -> {
            var values = draw.list(0, 200, draw::anyDouble);
            var parts = draw.between(1, 7);
            var whole = count(values);

            var merged = new Tally(BINS.count());
            for (var part = 0; part < parts; part++) {
                var from = values.size() * part / parts;
                var until = values.size() * (part + 1) / parts;
                merged.merge(count(values.subList(from, until)));
            }

            assertThat(counts(merged)).isEqualTo(counts(whole));
            assertThat(merged.rows()).isEqualTo(whole.rows()).isEqualTo(values.size());
            assertThat(merged.missing()).isEqualTo(whole.missing());
        });
    }

    @Test
    void shouldCountWhatIsNoFiniteNumberAsMissing() {
        var tally = count(List.of(1.0, Double.NaN, Double.POSITIVE_INFINITY));

        assertThat(tally.rows()).isEqualTo(3);
        assertThat(tally.missing()).isEqualTo(2);
        assertThat(tally.sum()).isEqualTo(1.0);
    }

    @Test
    void shouldRefuseToMergeOtherBins() {
        var tally = new Tally(3);

        assertThatThrownBy(() -> tally.merge(new Tally(4))).hasMessageContaining("counts in 4 cells");
    }

    private static Tally count(List<Double> values) {
        var tally = new Tally(BINS.count());
        values.forEach(value -> tally.add(BINS, value));
        return tally;
    }

    private static List<Long> counts(Tally tally) {
        return java.util.stream.IntStream.range(0, tally.cells())
                .mapToObj(tally::in)
                .toList();
    }
}
