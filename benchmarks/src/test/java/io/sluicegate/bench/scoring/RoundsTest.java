package io.sluicegate.bench.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundsTest {
    private final Rounds rounds = new Rounds();

    @Test
    void shouldTakeRatiosWithinARoundAndNotOfMedians() {
        rounds.add(TestRounds.round(100, 10, 20));
        rounds.add(TestRounds.round(1000, 100, 400));
        rounds.add(TestRounds.round(10, 1, 5));

        var row = rounds.row(TestRounds.exactlyOnce(Subject.SLUICEGATE));

        assertThat(row.recordsPerSecond()).isEqualTo(new Spread(20, 5, 400));
        assertThat(row.ratioToNaive()).isEqualTo(new Spread(4, 2, 5));
        assertThat(row.ratioToPassThrough()).isEqualTo(new Spread(0.4, 0.2, 0.5));
        assertThat(row.ratioToPlainClients()).isEqualTo(new Spread(0.2, 0.1, 0.25));
    }

    @Test
    void shouldGiveLowRatesWhereTheyWereMeasured() {
        rounds.add(TestRounds.round(100, 10, 20));

        assertThat(rounds.lowRates(Order.ofRound(TestRounds.THREADS, Order.GUARANTEES, 0)))
                .extracting(LowRate::subject)
                .containsExactly(
                        TestRounds.exactlyOnce(Subject.PLAIN_CLIENTS),
                        TestRounds.exactlyOnce(Subject.PASS_THROUGH),
                        TestRounds.exactlyOnce(Subject.NAIVE),
                        TestRounds.exactlyOnce(Subject.SLUICEGATE));
    }
}
