package io.sluicegate.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.testing.LogCapture;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenTransactionsTest {
    private static final Set<String> OURS = Set.of("a", "b");
    private static final TopicPartition FIRST = new TopicPartition("a", 0);
    private static final TopicPartition OTHER = new TopicPartition("b", 3);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONG = PATIENCE.plusNanos(1);

    private long now = Long.MAX_VALUE;
    private final OpenTransactions transactions = new OpenTransactions(this::answer, PATIENCE, () -> now);
    private final Map<TopicPartition, Optional<Ends>> ends = new HashMap<>();
    private Set<String> asked = Set.of();
    private boolean answers = true;

    @BeforeEach
    void watch() {
        assertThat(transactions.trouble(OURS)).isEmpty();
    }

    @Test
    void shouldNameThePartitionsThatAreHeldUntilTheyAreNot() {
        try (var log = LogCapture.of(OpenTransactions.class)) {
            ends(FIRST, 176, 180);
            ends(OTHER, 0, 1);
            transactions.look();
            ends(FIRST, 176, 190);
            lookAfter(LONG);
            transactions.look();

            assertThat(asked).isEqualTo(OURS);
            assertThat(transactions.trouble(OURS))
                    .contains("an open transaction holds partition 0 of a at offset 176, partition 3 of b at offset 0:"
                            + " consumers get nothing behind it; see the operator's guide on hanging transactions");
            ends(FIRST, 191, 191);
            ends(OTHER, 3, 3);
            transactions.look();
            assertThat(transactions.trouble(OURS)).isEmpty();
            assertThat(log.messages())
                    .satisfiesExactly(
                            line -> assertThat(line).contains("open transactions hold partitions"),
                            line -> assertThat(line).contains("no open transaction holds a partition any more"));
        }
    }

    @Test
    void shouldBePatientWithATransaction() {
        ends(FIRST, 7, 9);
        transactions.look();

        lookAfter(PATIENCE);

        assertThat(transactions.trouble(OURS)).isEmpty();
    }

    @Test
    void shouldTakeOneTransactionAfterTheOtherForNoneThatHolds() {
        for (var offset = 0; offset < 5; offset++) {
            ends(FIRST, offset, 100);
            lookAfter(PATIENCE);
            assertThat(transactions.trouble(OURS)).isEmpty();
        }
    }

    @Test
    void shouldCountFromWhenATransactionBeganNotFromTheLastThatEnded() {
        ends(FIRST, 7, 7);
        transactions.look();
        lookAfter(LONG);
        ends(FIRST, 7, 8);
        lookAfter(LONG);
        assertThat(transactions.trouble(OURS)).isEmpty();

        lookAfter(LONG);
        assertThat(transactions.trouble(OURS)).isPresent();
    }

    @Test
    void shouldNotMindAPartitionThatNobodyWritesTo() {
        ends(FIRST, 7, 7);
        transactions.look();

        lookAfter(LONG);

        assertThat(transactions.trouble(OURS)).isEmpty();
    }

    @Test
    void shouldBeNoTroubleToAnApplicationWithOtherTopics() {
        ends(FIRST, 7, 9);
        transactions.look();
        lookAfter(LONG);

        assertThat(transactions.trouble(Set.of("c"))).isEmpty();
        assertThat(transactions.trouble(OURS)).isPresent();
    }

    @Test
    void shouldForgetATopicThatIsGone() {
        ends(FIRST, 7, 9);
        transactions.look();
        lookAfter(LONG);
        assertThat(transactions.trouble(OURS)).isPresent();

        ends.clear();
        transactions.look();

        assertThat(transactions.trouble(OURS)).isEmpty();
    }

    @Test
    void shouldStayAsItWasWhileNobodyAnswers() {
        ends(FIRST, 7, 9);
        transactions.look();
        answers = false;
        lookAfter(LONG);
        assertThat(transactions.trouble(OURS)).isEmpty();

        answers = true;
        transactions.look();
        assertThat(transactions.trouble(OURS)).isPresent();

        answers = false;
        transactions.look();
        assertThat(transactions.trouble(OURS)).isPresent();
    }

    @Test
    void shouldLeaveAPartitionThatIsNotKnownAsItWasAndSeeTheOthers() {
        ends(FIRST, 7, 9);
        ends(OTHER, 1, 2);
        transactions.look();
        ends.put(OTHER, Optional.empty());
        lookAfter(LONG);
        assertThat(transactions.trouble(OURS))
                .hasValueSatisfying(text -> assertThat(text).contains("partition 0 of a at offset 7:"));

        ends.put(FIRST, Optional.empty());
        ends(OTHER, 1, 2);
        transactions.look();
        assertThat(transactions.trouble(OURS)).hasValueSatisfying(text -> assertThat(text)
                .contains("partition 0 of a at offset 7, partition 3 of b at offset 1:"));
    }

    private void ends(TopicPartition partition, long decided, long written) {
        ends.put(partition, Optional.of(new Ends(decided, written)));
    }

    private void lookAfter(Duration time) {
        now += time.toNanos();
        transactions.look();
    }

    private Map<TopicPartition, Optional<Ends>> answer(Set<String> topics) {
        asked = topics;
        if (answers) {
            return ends;
        }
        throw new TimeoutException("nobody there");
    }
}
