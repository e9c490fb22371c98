package io.sluicegate.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.launcher.demo.LogCheck.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogCheckTest {
    private static final Map<String, List<String>> EVENTS = Map.of("a", List.of("1", "2", "3"), "b", List.of("4"));

    @Test
    void shouldHoldWhenEachEventHasOnePredictionInOrder() {
        assertThat(Verdict.of(EVENTS, EVENTS, 0).holds()).isTrue();
    }

    @Test
    void shouldHoldWhenTheMissingOnesAreDeadLetters() {
        assertThat(Verdict.of(EVENTS, Map.of("a", List.of("1", "2", "3")), 1).holds())
                .isTrue();
    }

    @Test
    void shouldSeeALostEvent() {
        var verdict = Verdict.of(EVENTS, Map.of("a", List.of("1", "3"), "b", List.of("4")), 0);

        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.holds()).isFalse();
    }

    @Test
    void shouldSeeADoubledPrediction() {
        var verdict = Verdict.of(EVENTS, Map.of("a", List.of("1", "2", "2", "3"), "b", List.of("4")), 0);

        assertThat(verdict.doubled()).isEqualTo(1);
        assertThat(verdict.holds()).isFalse();
    }

    @Test
    void shouldSeeAnotherOrder() {
        var verdict = Verdict.of(EVENTS, Map.of("a", List.of("2", "1", "3"), "b", List.of("4")), 0);

        assertThat(verdict.disordered()).isEqualTo(1);
        assertThat(verdict.holds()).isFalse();
    }

    @Test
    void shouldNotHoldOfAnEmptyLog() {
        assertThat(Verdict.of(Map.of(), Map.of(), 0).holds()).isFalse();
    }
}
