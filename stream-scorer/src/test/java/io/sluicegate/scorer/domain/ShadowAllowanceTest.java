package io.sluicegate.scorer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShadowAllowanceTest {
    private static final long LIMIT = 100;

    private final ShadowAllowance allowance = new ShadowAllowance(0.2, LIMIT, 0);

    @Test
    void shouldBeginWithOneRowThatTellsWhatARowTakes() {
        assertThat(allowance.rows(32, 0)).isEqualTo(1);
        allowance.charge(1, 10);

        assertThat(allowance.rows(32, 0)).isEqualTo(9);
    }

    @Test
    void shouldGiveNoMoreThanIsWanted() {
        allowance.charge(1, 1);

        assertThat(allowance.rows(32, 0)).isEqualTo(32);
        assertThat(allowance.rows(0, 0)).isZero();
    }

    @Test
    void shouldGiveNothingWhileInDebtAndItsShareOfTheTimeAfterwards() {
        allowance.charge(10, 200);

        assertThat(allowance.rows(32, 0)).isZero();
        assertThat(allowance.rows(32, 500)).isZero();
        assertThat(allowance.rows(32, 700)).isEqualTo(2);
    }

    @Test
    void shouldSaveNoMoreThanItsLimit() {
        allowance.charge(1, 10);

        assertThat(allowance.rows(1_000, 1_000_000)).isEqualTo(10);
    }

    @Test
    void shouldScoreOneRowOfAModelThatTakesMoreThanTheLimitOnceAllIsSaved() {
        allowance.charge(1, 1_000);

        assertThat(allowance.rows(32, 4_900)).isZero();
        assertThat(allowance.rows(32, 5_000)).isEqualTo(1);
    }

    /** However heavy a row is: over time a shadow takes its share, its limit and one row at most. */
    @Test
    void shouldTakeItsShareOfTheTimeAtMost() {
        for (var perRow : new long[] {1, 7, 50, 99, 101, 5_000}) {
            var fresh = new ShadowAllowance(0.2, LIMIT, 0);
            var taken = 0L;
            var now = 0L;
            while (now < 1_000_000) {
                var rows = fresh.rows(32, now);
                if (rows > 0) {
                    fresh.charge(rows, rows * perRow);
                    taken += rows * perRow;
                }
                now += rows * perRow + 13;
            }

            assertThat(taken).as("rows of " + perRow).isLessThanOrEqualTo((long) (0.2 * now) + LIMIT + perRow);
            assertThat(taken).isPositive();
        }
    }
}
