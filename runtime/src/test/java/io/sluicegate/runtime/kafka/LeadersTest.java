package io.sluicegate.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.testing.LogCapture;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class LeadersTest {
    private static final Set<String> OURS = Set.of("a", "b");

    private final Leaders leaders = new Leaders(this::answer);
    private Set<TopicPartition> lacking = Set.of();
    private Set<String> asked = Set.of();
    private boolean answers = true;

    @Test
    void shouldNameThePartitionsWithoutALeaderUntilTheyHaveOne() {
        try (var log = LogCapture.of(Leaders.class)) {
            assertThat(leaders.trouble(OURS)).isEmpty();
            lacking = Set.of(new TopicPartition("b", 3), new TopicPartition("a", 0));
            leaders.look();
            leaders.look();
            leaders.look();

            assertThat(asked).isEqualTo(OURS);
            assertThat(leaders.trouble(OURS))
                    .contains("no broker leads partition 0 of a, partition 3 of b; start the brokers that have a copy");
            lacking = Set.of();
            leaders.look();
            assertThat(leaders.trouble(OURS)).isEmpty();
            assertThat(log.messages())
                    .satisfiesExactly(
                            line -> assertThat(line).contains("partitions have no leader"),
                            line -> assertThat(line).contains("all partitions have a leader again"));
        }
    }

    @Test
    void shouldForgiveAnElection() {
        assertThat(leaders.trouble(OURS)).isEmpty();
        lacking = Set.of(new TopicPartition("a", 0));

        leaders.look();

        assertThat(leaders.trouble(OURS)).isEmpty();
    }

    @Test
    void shouldBeNoTroubleToAnApplicationWithOtherTopics() {
        assertThat(leaders.trouble(Set.of("c"))).isEmpty();
        assertThat(leaders.trouble(OURS)).isEmpty();
        lacking = Set.of(new TopicPartition("a", 0));
        leaders.look();
        leaders.look();

        assertThat(leaders.trouble(Set.of("c"))).isEmpty();
        assertThat(leaders.trouble(OURS)).isPresent();
    }

    @Test
    void shouldStayAsItWasWhileNobodyAnswers() {
        assertThat(leaders.trouble(OURS)).isEmpty();
        lacking = Set.of(new TopicPartition("a", 0));
        leaders.look();
        leaders.look();
        answers = false;

        leaders.look();

        assertThat(leaders.trouble(OURS)).isPresent();
    }

    private Set<TopicPartition> answer(Set<String> topics) {
        asked = topics;
        if (answers) {
            return lacking;
        }
        throw new TimeoutException("nobody there");
    }
}
