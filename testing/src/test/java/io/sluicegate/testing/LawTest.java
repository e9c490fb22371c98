package io.sluicegate.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LawTest {

    @Test
    void shouldCheckAThousandCases() {
        assertThat(cases(draw -> true)).hasSize(1_000);
    }

    @Test
    void shouldCombineTheEdgesBeforeAllElse() {
        var numbers = cases(draw -> List.of(draw.between(10, 20), draw.between(0L, 5L)));

        assertThat(numbers.subList(0, 250))
                .contains(List.of(10, 0L), List.of(10, 5L), List.of(20, 0L), List.of(20, 5L))
                .doesNotContain(List.of(15, 3L));
        assertThat(numbers).contains(List.of(15, 3L));
    }

    @Test
    void shouldTryTheExtremesOfNumbers() {
        assertThat(cases(Draw::anyLong)).contains(0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE);
        assertThat(cases(Draw::anyDouble))
                .contains(0.0, -0.0, Double.MIN_VALUE, -Double.MAX_VALUE, Double.MAX_VALUE)
                .contains(Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    @Test
    void shouldTryEmptyFullAndRepetitiveListsAndEachEdgeAlone() {
        var lists = cases(draw -> draw.list(0, 30, () -> draw.between(-1e9, 1e9)));

        assertThat(lists).contains(List.of(), List.of(0.0), List.of(-0.0), List.of(-1e9), List.of(1e9));
        assertThat(lists).anyMatch(list -> list.size() == 30);
        assertThat(lists).anyMatch(list -> Set.copyOf(list).size() < list.size());
    }

    @Test
    void shouldTryTextOfAllOfUnicode() {
        var texts = cases(Draw::anyString);

        assertThat(texts).contains("", "\0", Character.toString(Character.MAX_CODE_POINT));
        assertThat(texts).anyMatch(text -> text.length() > 200);
        assertThat(texts).allMatch(text -> UTF_8.newEncoder().canEncode(text));
    }

    @Test
    void shouldStayWithinTheBoundsAndReachAllOfTheRange() {
        assertThat(new HashSet<>(cases(draw -> draw.between(-3, 6))))
                .containsExactlyInAnyOrder(-3, -2, -1, 0, 1, 2, 3, 4, 5, 6);
        assertThat(cases(draw -> draw.between(0, Long.MAX_VALUE))).allMatch(value -> value >= 0);
        assertThat(cases(draw -> draw.between(-2.5, 7.5)))
                .allMatch(value -> value >= -2.5 && value <= 7.5)
                .anyMatch(value -> value > 5)
                .anyMatch(value -> value < -1 && value > -2.5);
        assertThat(new HashSet<>(cases(draw -> draw.oneOf("a", "b", "c")))).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void shouldReportTheShortestCounterexampleAndTheSeed() {
        var cause = new IllegalStateException("holds three");

        assertThatThrownBy(() -> Law.holds(100, 42, draw -> {
                    var list = draw.list(0, 50, () -> draw.between(3, 3));
                    var name = draw.oneOf("a name");
                    if (list.contains(3) && name != null) {
                        throw cause;
                    }
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("of 100 cases. The shortest drew: [3]; a name.")
                .hasMessageContaining("-Dsluicegate.test.seed=42")
                .hasMessageContaining("holds three")
                .hasCause(cause);
    }

    @Test
    void shouldRepeatTheRunOfASeed() {
        assertThat(failure(42)).hasMessage(failure(42).getMessage());
        assertThat(failure(43).getMessage().replace("=43", "=42"))
                .isNotEqualTo(failure(42).getMessage());
    }

    private static Throwable failure(long seed) {
        return catchThrowable(() -> Law.holds(
                100, seed, draw -> assertThat(draw.list(5, 9, draw::anyString)).isEmpty()));
    }

    private static <T> List<T> cases(Function<Draw, T> generator) {
        var cases = new ArrayList<T>();
        Law.holds(draw -> cases.add(generator.apply(draw)));
        return cases;
    }
}
