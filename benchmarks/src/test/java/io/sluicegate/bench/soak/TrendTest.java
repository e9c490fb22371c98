package io.sluicegate.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A soak of 20 minutes, a sample every four seconds, 200 deploys: what is found in it, and what isn't held against it. */
class TrendTest {
    private static final int SECONDS = 1_200;
    private static final int EVERY = 4;
    private static final double DEPLOYS_A_SECOND = 200.0 / SECONDS;
    private static final double NOISE_MIB = 2;

    @Test
    void shouldFindALeakOfAHundredKilobytesADeploy() {
        var leak = samples(Figure.RSS, seconds -> 400 + 0.1 * DEPLOYS_A_SECOND * seconds);

        assertThat(Trend.of("scorer", Figure.RSS, leak).isFlat()).isFalse();
    }

    @Test
    void shouldNotHoldNoiseOrTheWarmUpAgainstIt() {
        var warmUp = samples(Figure.RSS, seconds -> 400 - 80 * Math.exp(-seconds / 100));

        var trend = Trend.of("scorer", Figure.RSS, warmUp);

        assertThat(trend.isFlat()).isTrue();
        assertThat(trend.growth()).isBetween(-2.0, 2.0);
    }

    @Test
    void shouldFindAThreadForgottenNowAndThen() {
        var steps = steps(Figure.THREADS, seconds -> 60 + Math.floor(DEPLOYS_A_SECOND * seconds / 40));

        assertThat(Trend.of("scorer", Figure.THREADS, steps).isFlat()).isFalse();
    }

    @Test
    void shouldNotHoldAThreadThatComesAndGoesAgainstIt() {
        var now = steps(Figure.THREADS, seconds -> 60 + (seconds % 60 < 8 ? 2 : 0));

        assertThat(Trend.of("scorer", Figure.THREADS, now).isFlat()).isTrue();
    }

    @Test
    void shouldSayThatItIsTooShort() {
        var few = samples(Figure.RSS, seconds -> 1).subList(0, 2);

        assertThatThrownBy(() -> Trend.of("scorer", Figure.RSS, few)).hasMessageContaining("run longer");
    }

    private static List<Sample> samples(Figure figure, DoubleUnaryOperator level) {
        var random = new Random(1);
        return steps(figure, seconds -> level.applyAsDouble(seconds) + NOISE_MIB * random.nextGaussian());
    }

    private static List<Sample> steps(Figure figure, DoubleUnaryOperator level) {
        return IntStream.range(0, SECONDS / EVERY)
                .mapToObj(i -> sample(figure, i * EVERY, level.applyAsDouble(i * EVERY)))
                .toList();
    }

    private static Sample sample(Figure figure, double seconds, double value) {
        return new Sample("scorer", seconds, (int) (seconds * DEPLOYS_A_SECOND), Map.of(figure, value));
    }
}
