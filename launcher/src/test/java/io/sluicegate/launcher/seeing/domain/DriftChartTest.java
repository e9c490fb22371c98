package io.sluicegate.launcher.seeing.domain;

import static io.sluicegate.launcher.seeing.Seen.NOON;
import static io.sluicegate.launcher.seeing.Seen.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.records.DriftScope;
import io.sluicegate.records.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftChartTest {
    @Test
    void shouldDrawTheLastWindowsOfAStatisticThatHasALimit() {
        var charts = DriftChart.of(
                List.of(
                        report(DriftScope.FEATURE, "amount", NOON, 0.9, Verdict.DRIFTED),
                        report(DriftScope.FEATURE, "amount", NOON.plusSeconds(60), 0.0, Verdict.HEALTHY),
                        report(DriftScope.FEATURE, "amount", NOON.plusSeconds(120), null, Verdict.NO_DATA),
                        report(DriftScope.FEATURE, "amount", NOON.plusSeconds(180), 0.4, Verdict.DRIFTED)),
                3);

        assertThat(charts).singleElement().satisfies(chart -> {
            assertThat(chart.statistic()).isEqualTo("psi");
            assertThat(chart.threshold()).isEqualTo(0.2);
            assertThat(chart.bars()).isEqualTo("▁·█");
            assertThat(chart.latest()).isEqualTo(0.4);
            assertThat(chart.verdict()).isEqualTo(Verdict.DRIFTED);
        });
    }

    @Test
    void shouldDrawValuesBelowTheLimitAgainstTheLimit() {
        var charts = DriftChart.of(List.of(report(DriftScope.FEATURE, "amount", NOON, 0.1, Verdict.HEALTHY)), 24);

        assertThat(charts.get(0).bars())
                .isEqualTo(Sparkline.of(List.of(0.1), 0.2))
                .isIn("▄", "▅");
    }

    @Test
    void shouldCountARepeatedWindowOnce() {
        var charts = DriftChart.of(
                List.of(
                        report(DriftScope.PREDICTION, "score", NOON, 0.1, Verdict.HEALTHY),
                        report(DriftScope.PREDICTION, "score", NOON, 0.1, Verdict.HEALTHY)),
                24);

        assertThat(charts).singleElement().satisfies(chart -> assertThat(chart.values())
                .containsExactly(0.1));
    }

    @Test
    void shouldKeepFeaturesPredictionsAndOutcomesApartAndInOrder() {
        var charts = DriftChart.of(
                List.of(
                        report(DriftScope.OUTCOME, "labels", NOON, 0.1, Verdict.HEALTHY),
                        report(DriftScope.PREDICTION, "score", NOON, 0.1, Verdict.HEALTHY),
                        report(DriftScope.FEATURE, "hour", NOON, 0.1, Verdict.HEALTHY),
                        report(DriftScope.FEATURE, "amount", NOON, 0.1, Verdict.HEALTHY)),
                24);

        assertThat(charts).extracting(DriftChart::name).containsExactly("amount", "hour", "score", "labels");
    }
}
