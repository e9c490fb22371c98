package io.sluicegate.bench.chaos.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LetterCheckTest {
    private static final Content KEY = new Content(3, "hash-of-key");
    private static final Content VALUE = new Content(1_048_350, "hash-of-value");
    private static final List<Unusable> EVENTS = List.of(
            new Unusable("@0-2", Way.LARGE_JUNK, KEY, VALUE),
            new Unusable("@1-5", Way.UNKNOWN_SCHEMA, KEY, VALUE),
            new Unusable("@3-1", Way.LARGE_JUNK, KEY, VALUE));
    private static final Letter FIRST = new Letter("events.dlq-0@0", "@0-2", "UNDECODABLE", KEY, VALUE);
    private static final Letter SECOND = new Letter("events.dlq-0@1", "@3-1", "UNDECODABLE", KEY, VALUE);

    private static Finding junk(Letter... letters) {
        return new LetterCheck(EVENTS, List.of(letters)).of(Way.LARGE_JUNK);
    }

    @Test
    void shouldHoldWhenEachHasItsLetter() {
        var finding = junk(FIRST, SECOND);

        assertThat(finding.holds()).isTrue();
        assertThat(finding.checked()).isEqualTo(2);
    }

    @Test
    void shouldFindAMissingLetter() {
        assertThat(junk(FIRST).faults()).containsExactly("event @3-1: no dead letter UNDECODABLE");
    }

    @Test
    void shouldFindALetterWithAnotherCode() {
        var other = new Letter("events.dlq-0@1", "@3-1", "UNEXPECTED", KEY, VALUE);

        assertThat(junk(FIRST, other).faults())
                .containsExactly("events.dlq-0@1: event @3-1 has the code UNDECODABLE, not UNEXPECTED");
    }

    @Test
    void shouldFindALetterThatTellsAnotherSize() {
        var other = new Letter("events.dlq-0@1", "@3-1", "UNDECODABLE", KEY, new Content(7, "hash-of-value"));

        assertThat(junk(FIRST, other).faults())
                .singleElement()
                .asString()
                .contains("value 1048350 bytes with hash hash-of-value, not 7 bytes");
    }

    @Test
    void shouldFindALetterThatTellsAnotherHash() {
        var other = new Letter("events.dlq-0@1", "@3-1", "UNDECODABLE", KEY, new Content(1_048_350, "other"));

        assertThat(junk(FIRST, other).holds()).isFalse();
    }

    @Test
    void shouldFindALetterThatLostItsKey() {
        var other = new Letter("events.dlq-0@1", "@3-1", "UNDECODABLE", Content.of(null), VALUE);

        assertThat(junk(FIRST, other).holds()).isFalse();
    }

    @Test
    void shouldNotHoldWhereThereWasNoSuchEvent() {
        assertThat(new LetterCheck(EVENTS, List.of(FIRST)).of(Way.LARGE_KEY).holds())
                .isFalse();
    }

    @Test
    void shouldTellBytesApart() {
        assertThat(Content.of(new byte[] {1})).isEqualTo(Content.of(new byte[] {1}));
        assertThat(Content.of(new byte[] {1})).isNotEqualTo(Content.of(new byte[] {2}));
        assertThat(Content.of(new byte[0])).isNotEqualTo(Content.of(null));
    }
}
