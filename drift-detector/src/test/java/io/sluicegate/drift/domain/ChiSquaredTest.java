package io.sluicegate.drift.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChiSquaredTest {
    @ParameterizedTest
    @CsvSource({
        "0.05, 1, 3.8415",
        "0.01, 1, 6.6349",
        "0.05, 9, 16.9190",
        "0.001, 9, 27.8772",
        "0.05, 10, 18.3070",
        "0.5, 2, 1.3863"
    })
    void shouldAgreeWithTheTables(double chance, int degrees, double quantile) {
        assertThat(ChiSquared.upperQuantile(chance, degrees)).isCloseTo(quantile, within(1e-4));
    }

    @ParameterizedTest
    @CsvSource({"1e-5, 9", "1e-9, 10", "1e-4, 1"})
    void shouldHoldFarOut(double chance, int degrees) {
        var quantile = ChiSquared.upperQuantile(chance, degrees);

        assertThat(1 - ChiSquared.below(quantile, degrees)).isCloseTo(chance, within(chance * 1e-3));
    }
}
