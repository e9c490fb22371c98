package io.sluicegate.bench.chaos.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvolutionCheckTest {
    private static final Content BYTES = new Content(3, "hash");
    private static final List<Evolved> EVENTS =
            List.of(new Evolved("@0-1", 1), new Evolved("@0-2", 2), new Evolved("@0-3", 3));

    private static Finding check(List<Integer> schemas, Letter... letters) {
        return new EvolutionCheck(EVENTS, List.of(letters)).readable("readable", schemas);
    }

    private static Letter letter(String place) {
        return new Letter("events.dlq-0@0", place, "UNDECODABLE", BYTES, BYTES);
    }

    @Test
    void shouldHoldWhereNoEventOfANewSchemaIsADeadLetter() {
        var finding = check(List.of(2, 3), letter("@0-9"));

        assertThat(finding.holds()).isTrue();
        assertThat(finding.checked()).isEqualTo(2);
    }

    @Test
    void shouldFindADeadLetterOfANewSchema() {
        assertThat(check(List.of(2, 3), letter("@0-3")).faults())
                .containsExactly("events.dlq-0@0: event @0-3 of schema 3 is a dead letter: UNDECODABLE");
    }

    @Test
    void shouldFindASchemaThatNoEventHas() {
        assertThat(check(List.of(2, 4)).faults()).containsExactly("no event was written by schema 4");
    }

    @Test
    void shouldNotHoldWhereNothingEvolved() {
        assertThat(check(List.of()).holds()).isFalse();
    }
}
