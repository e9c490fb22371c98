package io.sluicegate.drift.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.records.Statistic;
import io.sluicegate.records.Verdict;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OutcomeAssessorTest {
    private static final OutcomeAssessor TEST = new OutcomeAssessor(10);

    @Test
    void shouldSayHowPredictionsFared() {
        var outcomes = outcomes(3, 1, 5, 1);

        var assessment = TEST.assess(outcomes, 20, 10);

        assertThat(assessment.verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(values(assessment))
                .containsOnly(
                        Map.entry("accuracy", 0.8),
                        Map.entry("falsePositiveRate", 1 / 6.0),
                        Map.entry("recall", 0.75),
                        Map.entry("precision", 0.75),
                        Map.entry("coverage", 0.5));
    }

    @Test
    void shouldLeaveOutSharesOfNothing() {
        var assessment = TEST.assess(outcomes(0, 0, 10, 0), 10, 10);

        assertThat(values(assessment)).containsOnlyKeys("accuracy", "falsePositiveRate", "coverage");
    }

    @Test
    void shouldSayNothingOfTooFewLabels() {
        assertThat(TEST.assess(outcomes(9, 0, 0, 0), 9, 9).verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(new OutcomeAssessor(0).assess(outcomes(0, 0, 0, 0), 9, 0).verdict())
                .isEqualTo(Verdict.NO_DATA);
    }

    private static Tally outcomes(int truePositives, int falsePositives, int trueNegatives, int falseNegatives) {
        var tally = new Tally(OutcomeAssessor.CELLS);
        add(tally, truePositives, true, true);
        add(tally, falsePositives, true, false);
        add(tally, trueNegatives, false, false);
        add(tally, falseNegatives, false, true);
        return tally;
    }

    private static void add(Tally tally, int times, boolean predicted, boolean label) {
        for (var i = 0; i < times; i++) {
            tally.add(OutcomeAssessor.cell(predicted, label), 0);
        }
    }

    private static Map<String, Double> values(Assessment assessment) {
        return assessment.statistics().stream().collect(Collectors.toMap(Statistic::getName, Statistic::getValue));
    }
}
