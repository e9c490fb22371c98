package io.sluicegate.bench.chaos.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerCheckTest {
    private static final List<Asked> ASKED = List.of(
            new Asked(0, 0, "ann", "a"),
            new Asked(0, 1, "ann", "b"),
            new Asked(0, 2, "bob", Asked.place(0, 2)),
            new Asked(0, 3, "bob", "c"));
    private static final Answer A = new Answer("predictions-0@0", "ann", "a");
    private static final Answer B = new Answer("predictions-0@1", "ann", "b");
    private static final Answer C = new Answer("predictions-0@2", "bob", "c");
    private static final Answer LETTER = new Answer("events.dlq-0@0", "bob", "@0-2");

    @Test
    void shouldHoldWhenEachEventIsAnsweredOnceInOrder() {
        var check = new AnswerCheck(ASKED, List.of(A, C, B, LETTER));

        assertThat(List.of(check.lost(), check.doubled(), check.unasked(), check.disordered()))
                .allMatch(Finding::holds);
    }

    @Test
    void shouldFindTheLost() {
        var check = new AnswerCheck(ASKED, List.of(A, C, LETTER));

        assertThat(check.lost().faults()).singleElement().asString().contains("events-0@1", "event b");
        assertThat(check.lost().holds()).isFalse();
    }

    @Test
    void shouldFindALostDeadLetter() {
        var check = new AnswerCheck(ASKED, List.of(A, B, C));

        assertThat(check.lost().faults()).singleElement().asString().contains("events-0@2");
    }

    @Test
    void shouldFindTheDoubled() {
        var again = new Answer("predictions-0@7", "ann", "a");

        var check = new AnswerCheck(ASKED, List.of(A, B, C, LETTER, again));

        assertThat(check.doubled().faults()).singleElement().asString().contains("predictions-0@7", "event a");
        assertThat(check.lost().holds()).isTrue();
    }

    @Test
    void shouldFindAnEventWithPredictionAndDeadLetter() {
        var both = List.of(new Asked(0, 0, "ann", "a"));

        var check = new AnswerCheck(both, List.of(A, new Answer("events.dlq-0@0", "ann", "@0-0")));

        assertThat(check.unasked().faults()).singleElement().asString().contains("events.dlq-0@0");
    }

    @Test
    void shouldFindAPredictionOfWhatCannotBePredicted() {
        var check = new AnswerCheck(ASKED, List.of(A, B, C, LETTER, new Answer("predictions-0@9", "bob", "bad")));

        assertThat(check.unasked().faults()).singleElement().asString().contains("predictions-0@9");
    }

    @Test
    void shouldFindTheDisordered() {
        var check = new AnswerCheck(ASKED, List.of(B, A, C, LETTER));

        assertThat(check.disordered().faults()).singleElement().asString().contains("event a of ann");
    }

    @Test
    void shouldFindALargeEventWithoutAnswer() {
        var id = "x".repeat(1_000_000);
        var large = List.of(new Asked(0, 0, "ann", id));

        assertThat(new AnswerCheck(large, List.of(A)).large().faults()).containsExactly("events-0@0: no answer");
        assertThat(new AnswerCheck(large, List.of(new Answer("predictions-0@0", "ann", id)))
                        .large()
                        .holds())
                .isTrue();
        assertThat(new AnswerCheck(ASKED, List.of(A)).large().holds()).isFalse();
    }

    @Test
    void shouldNotHoldWhereNothingWasChecked() {
        assertThat(new AnswerCheck(List.of(), List.of()).lost().holds()).isFalse();
    }

    @Test
    void shouldCountWhatTheGuaranteeAllows() {
        var counted = new AnswerCheck(ASKED, List.of(A, A, B)).doubled().counted();

        assertThat(counted.holds()).isTrue();
        assertThat(counted.tolerated()).isEqualTo(1);
    }
}
