package io.sluicegate.bench.trials;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short form of {@code sluicegate bench trials}. */
class TrialFiguresTest {
    private static final int TRIALS = 200;
    private static final long SEED = 1;

    @ParameterizedTest
    @MethodSource("io.sluicegate.bench.trials.Scenario#promises")
    void shouldErrNoMoreOftenThanDeclared(Scenario scenario) {
        var figures = TrialFigures.of(scenario, TRIALS, SEED);

        System.out.println(figures.row());
        assertThat(figures.holds()).as(figures.row()).isTrue();
        assertThat(figures.share(scenario.isHealthy() ? "passed" : "worse"))
                .as("a decision, not for want of patience")
                .isGreaterThanOrEqualTo(0.95);
    }
}
