package io.sluicegate.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Twelve deploys, two samples after each: what is found to be left behind. */
class ShortSoakTest {
    private static final int DEPLOYS = 12;
    private static final int LEVEL = 50;

    @Test
    void shouldFindNothingWhereNothingIsLeft() {
        assertThat(soak(Figure.THREADS, sample -> LEVEL).leaks()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Figure.class,
            names = {"THREADS", "FILES", "SESSIONS"})
    void shouldFindOneLeftByEachDeploy(Figure leaking) {
        assertThat(soak(leaking, sample -> LEVEL + sample / 2).leaks())
                .containsExactly(leaking.title() + ": 57, before 54");
    }

    /** As every failed load would, for one is tried before every third deploy. */
    @ParameterizedTest
    @EnumSource(
            value = Figure.class,
            names = {"THREADS", "FILES", "SESSIONS"})
    void shouldFindOneLeftByEveryThirdDeploy(Figure leaking) {
        assertThat(soak(leaking, sample -> LEVEL + sample / 6).leaks())
                .containsExactly(leaking.title() + ": 52, before 51");
    }

    @Test
    void shouldNotHoldWhatComesAndGoesAgainstIt() {
        assertThat(soak(Figure.FILES, sample -> LEVEL + sample % 2).leaks()).isEmpty();
    }

    private static ShortSoak soak(Figure figure, IntUnaryOperator level) {
        var samples = IntStream.rangeClosed(0, 2 * DEPLOYS)
                .mapToObj(number -> sample(number, figure, level.applyAsInt(number)))
                .toList();
        return ShortSoak.of(TestSoak.report(DEPLOYS, samples));
    }

    private static Sample sample(int number, Figure figure, double level) {
        var figures = TestSoak.figures(LEVEL);
        figures.put(figure, level);
        return new Sample("stream-scorer", number, number / 2, figures);
    }
}
