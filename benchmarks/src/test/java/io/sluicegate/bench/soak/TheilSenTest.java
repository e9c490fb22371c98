package io.sluicegate.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TheilSenTest {
    @Test
    void shouldFindTheSlopeOfALine() {
        assertThat(TheilSen.slope(new double[] {0, 1, 2, 3}, new double[] {5, 7, 9, 11}))
                .isEqualTo(2);
    }

    @Test
    void shouldNotBeMovedByAFewOutliers() {
        double[] x = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        double[] y = {1, 1, 1, 900, 1, 1, 1, 1, -900, 1};

        assertThat(TheilSen.slope(x, y)).isCloseTo(0, within(1e-12));
    }

    @Test
    void shouldHaveNoSlopeWithoutTwoPoints() {
        assertThat(TheilSen.slope(new double[] {1}, new double[] {1})).isZero();
        assertThat(TheilSen.slope(new double[] {1, 1}, new double[] {1, 5})).isZero();
    }

    @Test
    void shouldTakeTheMiddle() {
        assertThat(TheilSen.median(new double[] {3, 1, 2})).isEqualTo(2);
        assertThat(TheilSen.median(new double[] {4, 1, 2, 3})).isEqualTo(2.5);
    }
}
