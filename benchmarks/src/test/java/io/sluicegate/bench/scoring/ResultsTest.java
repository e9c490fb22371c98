package io.sluicegate.bench.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultsTest {
    private final Results results = new Results();

    @Test
    void shouldTakeRatiosWithinARoundAndNotOfMedians() {
        results.add(TestResults.round(100, 10, 20));
        results.add(TestResults.round(1000, 100, 400));
        results.add(TestResults.round(10, 1, 5));

        var row = results.row(TestResults.exactlyOnce(Subject.SLUICEGATE));

        assertThat(row.recordsPerSecond()).isEqualTo(new Spread(20, 5, 400));
        assertThat(row.ratioToNaive()).isEqualTo(new Spread(4, 2, 5));
        assertThat(row.ratioToPassThrough()).isEqualTo(new Spread(0.4, 0.2, 0.5));
    }

    @Test
    void shouldGiveLowRatesWhereTheyWereMeasured() {
        results.add(TestResults.round(100, 10, 20));

        assertThat(results.lowRates(Order.ofRound(TestResults.THREADS, 0)))
                .extracting(LowRate::subject)
                .containsExactly(
                        TestResults.exactlyOnce(Subject.PASS_THROUGH),
                        TestResults.exactlyOnce(Subject.NAIVE),
                        TestResults.exactlyOnce(Subject.SLUICEGATE));
    }
}
