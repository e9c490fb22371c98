package io.sluicegate.launcher.seeing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.launcher.cli.Wrapped;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SpanTest {
    private static final TopicPartition ZERO = new TopicPartition("t", 0);
    private static final TopicPartition ONE = new TopicPartition("t", 1);
    private static final Span ALL = new Span(Map.of(ZERO, 10L, ONE, 0L), Map.of(ZERO, 110L, ONE, 20L));

    @Test
    void shouldTakeTheLastOffsetsOfAllPartitionsTogether() {
        var last = ALL.last(60);

        assertThat(last.from()).containsEntry(ZERO, 80L).containsEntry(ONE, 0L);
        assertThat(last.length()).isEqualTo(50);
        assertThat(ALL.before(last).length()).isEqualTo(70);
    }

    @Test
    void shouldTakeTheFirstOffsets() {
        assertThat(ALL.first(60).until()).containsEntry(ZERO, 40L).containsEntry(ONE, 20L);
    }

    @Test
    void shouldBreakLinesBetweenWords() {
        assertThat(Wrapped.lines("one two three four", "  ", 10)).isEqualTo(List.of("one two", "  three", "  four"));
        assertThat(Wrapped.lines("abcdefghij", "", 4)).isEqualTo(List.of("abcd", "efgh", "ij"));
    }

    @Test
    void shouldFindAnIdInTheBytesOfARecord() {
        assertThat(EventSearch.contains(new byte[] {1, 2, 3, 4}, new byte[] {3, 4}))
                .isTrue();
        assertThat(EventSearch.contains(new byte[] {1, 2, 3, 4}, new byte[] {3, 5}))
                .isFalse();
        assertThat(EventSearch.contains(new byte[] {1}, new byte[] {1, 2})).isFalse();
    }
}
