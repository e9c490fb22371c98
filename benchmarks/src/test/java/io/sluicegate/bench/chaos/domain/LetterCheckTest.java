package io.sluicegate.bench.chaos.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LetterCheckTest {
    private static final List<Unusable> EVENTS = List.of(
            new Unusable("@0-2", "NULL_KEY"), new Unusable("@1-5", "UNKNOWN_SCHEMA"), new Unusable("@3-1", "NULL_KEY"));
    private static final Letter FIRST = new Letter("events.dlq-0@0", "@0-2", "NULL_KEY");
    private static final Letter SECOND = new Letter("events.dlq-0@1", "@3-1", "NULL_KEY");

    private static Finding keyless(Letter... letters) {
        return new LetterCheck(EVENTS, List.of(letters)).of("NULL_KEY");
    }

    @Test
    void shouldHoldWhenEachHasItsLetter() {
        var finding = keyless(FIRST, SECOND);

        assertThat(finding.holds()).isTrue();
        assertThat(finding.checked()).isEqualTo(2);
    }

    @Test
    void shouldFindAMissingLetter() {
        assertThat(keyless(FIRST).faults()).singleElement().asString().contains("@3-1", "no dead letter NULL_KEY");
    }

    @Test
    void shouldFindALetterWithAnotherCode() {
        var other = new Letter("events.dlq-0@1", "@3-1", "UNEXPECTED");

        assertThat(keyless(FIRST, other).faults())
                .singleElement()
                .asString()
                .contains("events.dlq-0@1", "is NULL_KEY, not UNEXPECTED");
    }

    @Test
    void shouldNotHoldWhereThereWasNoSuchEvent() {
        assertThat(new LetterCheck(EVENTS, List.of(FIRST)).of("FUTURE_EVENT").holds())
                .isFalse();
    }
}
