package io.sluicegate.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TimeOrderTest {
    private static final TopicPartition FIRST = new TopicPartition("t", 0);
    private static final TopicPartition SECOND = new TopicPartition("t", 1);

    private final TimeOrder merge = new TimeOrder();
    private final List<Long> seen = new ArrayList<>();

    @Test
    void shouldWaitForEachPartitionThatIsntReadToItsEnd() {
        merge.open(FIRST);
        merge.open(SECOND);
        add(FIRST, 1, 4);

        assertThat(handOut(Set.of())).isTrue();
        assertThat(seen).isEmpty();
        assertThat(merge.hungry()).containsExactly(SECOND);
        assertThat(merge.fed()).containsExactly(FIRST);

        add(SECOND, 2, 3);
        assertThat(handOut(Set.of())).isTrue();
        assertThat(seen).containsExactly(1L, 2L, 3L);

        assertThat(handOut(Set.of(SECOND))).isTrue();
        assertThat(seen).containsExactly(1L, 2L, 3L, 4L);
        assertThat(merge.partitions()).containsExactly(FIRST);
        assertThat(handOut(Set.of(FIRST, SECOND))).isTrue();
        assertThat(merge.partitions()).isEmpty();
    }

    @Test
    void shouldStopOnceNoMoreIsWanted() {
        merge.open(FIRST);
        add(FIRST, 1, 2, 3);

        var goesOn = merge.handOut(record -> seen.add(record.timestamp()) && record.timestamp() < 2, FIRST::equals);

        assertThat(goesOn).isFalse();
        assertThat(seen).containsExactly(1L, 2L);
    }

    private boolean handOut(Set<TopicPartition> read) {
        return merge.handOut(record -> seen.add(record.timestamp()), read::contains);
    }

    private void add(TopicPartition partition, long... times) {
        for (var time : times) {
            merge.add(new ConsumerRecord<>(
                    partition.topic(),
                    partition.partition(),
                    time,
                    time,
                    TimestampType.LOG_APPEND_TIME,
                    0,
                    0,
                    new byte[0],
                    new byte[0],
                    new RecordHeaders(),
                    Optional.empty()));
        }
    }
}
