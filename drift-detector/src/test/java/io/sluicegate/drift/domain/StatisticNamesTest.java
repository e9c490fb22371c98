package io.sluicegate.drift.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.catalogue.ProfileKind;
import io.sluicegate.pipeline.catalogue.ReportedStatistic;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.OutcomeCounts;
import io.sluicegate.records.Statistic;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Reports name statistics as the catalogue does, by which policies are checked. */
class StatisticNamesTest {

    @Test
    void shouldReportOfDistributionsWhatTheCatalogueSays() {
        var reference = Samples.reference(1_000, 17, Random::nextGaussian);
        var window = Samples.window(reference, 100, 5, Random::nextGaussian);

        var names = names(new DriftAssessor(1, 0.2, 0.15, 0.001).assess(reference, window, 1));

        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(catalogue(DriftScope.FEATURE, ProfileKind.NUMBERS))
                .containsExactlyInAnyOrderElementsOf(catalogue(DriftScope.PREDICTION, ProfileKind.NUMBERS));
    }

    @Test
    void shouldReportOfTextsWhatTheCatalogueSays() {
        var reference = Samples.texts(1_000, 17, random -> "value " + random.nextInt(5));
        var window = Samples.window(reference, 100, 5, random -> "value " + random.nextInt(5));

        assertThat(names(new DriftAssessor(1, 0.2, 0.15, 0.001).assess(reference, window, 1)))
                .containsExactlyInAnyOrderElementsOf(catalogue(DriftScope.FEATURE, ProfileKind.TEXTS));
    }

    @Test
    void shouldReportOfOutcomesWhatTheCatalogueSays() {
        var outcomes = outcomes();

        assertThat(names(new OutcomeAssessor(1).assess(outcomes, 20, 10)))
                .containsExactlyInAnyOrderElementsOf(
                        catalogue(statistic -> statistic.scopes().contains(DriftScope.OUTCOME)));
    }

    @Test
    void shouldMakeTheSameRatesOfTheCounts() {
        var outcomes = outcomes();
        var counts = OutcomeAssessor.counts(outcomes);

        for (var statistic : new OutcomeAssessor(1).assess(outcomes, 20, 10).statistics()) {
            ReportedStatistic.named(statistic.getName())
                    .flatMap(ReportedStatistic::rate)
                    .ifPresent(rate -> assertThat(value(rate, counts)).isEqualTo(statistic.getValue()));
        }
    }

    private static double value(ReportedStatistic.Rate rate, OutcomeCounts counts) {
        long rows = rate.rows().applyAsLong(counts);
        long failures = rate.failures().applyAsLong(counts);
        return (rate.bad() == ReportedStatistic.Bad.ABOVE ? failures : rows - failures) / (double) rows;
    }

    /** Four true positives, three false ones, two true negatives and one false one. */
    private static Tally outcomes() {
        var tally = new Tally(OutcomeAssessor.CELLS);
        for (int row = 0; row < 10; row++) {
            tally.add(OutcomeAssessor.cell(row < 7, row < 4 || row == 9), 0);
        }
        return tally;
    }

    private static List<String> catalogue(DriftScope scope, ProfileKind kind) {
        return catalogue(statistic ->
                statistic.scopes().contains(scope) && statistic.profiles().contains(kind));
    }

    private static List<String> catalogue(Predicate<ReportedStatistic> condition) {
        return Arrays.stream(ReportedStatistic.values())
                .filter(condition)
                .map(ReportedStatistic::written)
                .toList();
    }

    private static List<String> names(Assessment assessment) {
        return assessment.statistics().stream().map(Statistic::getName).toList();
    }
}
