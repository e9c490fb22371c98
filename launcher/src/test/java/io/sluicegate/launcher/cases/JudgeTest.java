package io.sluicegate.launcher.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Expected EXPECTED = new Expected(0.01);

    @Test
    void shouldCompareNumbersWithinTheTolerance() {
        assertThat(EXPECTED.allows(1.0, 1.009)).isTrue();
        assertThat(EXPECTED.allows(1, 1L)).isTrue();
        assertThat(EXPECTED.allows(1.0, 1.02)).isFalse();
        assertThat(EXPECTED.allows(Double.NaN, Double.NaN)).isTrue();
        assertThat(EXPECTED.allows(1.0, "1.0")).isFalse();
    }

    @Test
    void shouldHoldEachConditionOfAValue() {
        assertThat(EXPECTED.allows(Map.of("above", 0.5, "below", 0.9), 0.7)).isTrue();
        assertThat(EXPECTED.allows(Map.of("above", 0.5, "below", 0.9), 0.95)).isFalse();
        assertThat(EXPECTED.allows(Map.of("above", 0.5), null)).isFalse();
        assertThat(EXPECTED.allows(Map.of("near", 10, "within", 1), 10.9)).isTrue();
        assertThat(EXPECTED.allows(Map.of("near", 10), 10.9)).isFalse();
        assertThat(EXPECTED.allows(Map.of("contains", "card"), "the card")).isTrue();
        assertThat(EXPECTED.allows(Map.of("matches", "c.rd"), "the card")).isFalse();
        assertThat(EXPECTED.allows(Map.of("present", false), null)).isTrue();
        assertThat(EXPECTED.allows(Map.of("present", true), null)).isFalse();
    }

    @Test
    void shouldCompareTimesListsAndMaps() {
        assertThat(EXPECTED.allows("2026-03-01T13:00:00+01:00", "2026-03-01T12:00:00Z"))
                .isTrue();
        assertThat(EXPECTED.allows(List.of(1, Map.of("above", 1)), List.of(1.0, 2.0)))
                .isTrue();
        assertThat(EXPECTED.allows(List.of(1), List.of(1.0, 2.0))).isFalse();
        assertThat(EXPECTED.allows(Map.of("fraud", 0.9), Map.of("fraud", 0.9, "honest", 0.1)))
                .isTrue();
        assertThat(EXPECTED.allows(Map.of("fraud", 0.9), Map.of("honest", 0.1))).isFalse();
    }

    @Test
    void shouldShowWhatWasExpectedBesideWhatWasFound() {
        var found = List.of(record("eventId", "a", "count", 2L, "score", 0.4), record("eventId", "b", "count", null));

        var differences = differences(
                List.of(
                        Map.of("eventId", "a", "count", 3, "score", Map.of("above", 0.5)),
                        Map.of("eventId", "b", "cuont", 1),
                        Map.of("eventId", "c")),
                found);

        assertThat(differences)
                .containsExactlyInAnyOrder(
                        new Difference("features of a: count", "3", "2"),
                        new Difference("features of a: score", "above 0.5", "0.4"),
                        new Difference("features of b: cuont", "1", "no such field; is 'count' meant?"),
                        new Difference("features of c", "a record", "records of a, b"));
    }

    @Test
    void shouldTakeARecordWithoutAnIdAtItsPlace() {
        var found = List.of(record("eventId", "x", "count", 1L), record("eventId", "y", "count", 2L));

        assertThat(differences(List.of(Map.of("count", 1), Map.of("count", 2)), found))
                .isEmpty();
        assertThat(differences(List.of(Map.of("count", 1), Map.of("count", 3)), found))
                .containsExactly(new Difference("features 2: count", "3", "2"));
        assertThat(differences(List.of(), found)).hasSize(2);
    }

    @Test
    void shouldExpectEachDeadLetter() {
        var letter = record("code", "NULL_KEY", "message", "the record has no key");
        var none = new Case("case", List.of(), List.of(), Optional.empty(), Optional.empty(), List.of());
        var one = new Case(
                "case",
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(Map.of("code", "NULL_KEY"), Map.of("code", "TOO_LARGE")));

        assertThat(new Judge(0).differences(none, new Outcome(List.of(), List.of(), List.of(letter))))
                .containsExactly(new Difference("dead letter 1", "none", "NULL_KEY: the record has no key"));
        assertThat(new Judge(0).differences(one, new Outcome(List.of(), List.of(), List.of(letter))))
                .containsExactly(new Difference("dead letter 2", "code 'TOO_LARGE'", "none"));
    }

    @Test
    void shouldAlignTheColumns() {
        assertThat(CaseText.differences(List.of(new Difference("features of a: count", "3", "2"))))
                .containsExactly(
                        "where                 expected  found", //
                        "features of a: count  3         2");
    }

    private static List<Difference> differences(List<Map<String, Object>> wanted, List<Map<String, Object>> found) {
        var of = new Case("case", List.of(), List.of(), Optional.of(wanted), Optional.empty(), List.of());
        return new Judge(0.01).differences(of, new Outcome(found, List.of(), List.of()));
    }

    private static Map<String, Object> record(@Nullable Object... namesAndValues) {
        var record = new HashMap<String, Object>();
        var all = Arrays.asList(namesAndValues);
        for (int i = 0; i < all.size(); i += 2) {
            record.put(String.valueOf(all.get(i)), all.get(i + 1));
        }
        return record;
    }
}
