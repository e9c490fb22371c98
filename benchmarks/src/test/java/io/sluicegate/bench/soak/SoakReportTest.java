package io.sluicegate.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a soak finds, and that it never calls flat what it has not seen. */
class SoakReportTest {
    private static final int SLOW = 4;

    @Test
    void shouldBeFlatWhereNothingGrows() {
        var report = report(TestSoak.samples());

        assertThat(report.notMeasured()).isEmpty();
        assertThat(report.isFlat()).isTrue();
        assertThat(report.markdown()).contains("Flat: yes.").doesNotContain("Not measured");
    }

    @ParameterizedTest
    @EnumSource(Figure.class)
    void shouldFindASlowLeakOf(Figure leaking) {
        var report = report(TestSoak.samples(leaking, share -> level(leaking, share)));

        assertThat(report.isFlat()).isFalse();
        assertThat(report.trends())
                .filteredOn(trend -> !trend.isFlat())
                .extracting(Trend::figure)
                .containsExactly(leaking);
        assertThat(report.markdown()).contains("Flat: no.");
    }

    /** What is counted grows by whole ones. */
    private static double level(Figure leaking, double share) {
        double level = TestSoak.LEVEL + SLOW * leaking.allowed(TestSoak.LEVEL) * share;
        return leaking.allowed(0) < 1 ? Math.floor(level) : level;
    }

    @Test
    void shouldFindWhatGrowsLateFromNothing() {
        DoubleUnaryOperator late = share -> Math.max(0, 40 * (share - 0.7));

        assertThat(report(TestSoak.samples(Figure.SESSIONS, late)).isFlat()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Figure.class)
    void shouldNotCallFlatWhatNoStageShowed(Figure missing) {
        var report = report(TestSoak.samples(missing, share -> 0));

        assertThat(report.notMeasured()).containsExactly(missing);
        assertThat(report.isFlat()).isFalse();
        assertThat(report.markdown()).contains("Not measured: " + missing.title() + ".", "Flat: no.");
        assertThat(report.json()).containsEntry("flat", false).containsEntry("notMeasured", List.of(missing.name()));
    }

    private static SoakReport report(List<Sample> samples) {
        return TestSoak.report(TestSoak.DEPLOYS, samples);
    }
}
