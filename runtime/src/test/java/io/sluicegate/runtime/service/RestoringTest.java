package io.sluicegate.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoringTest {
    private static final TopicPartition FIRST = new TopicPartition("changelog", 0);
    private static final TopicPartition SECOND = new TopicPartition("changelog", 1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Restoring restoring = new Restoring(meters.counter("restored"));

    @Test
    void shouldSayHowManyRecordsAreLeftUntilAllAreRead() {
        assertThat(restoring.progress()).isEmpty();

        restoring.onRestoreStart(FIRST, "store", 0, 1_000);
        restoring.onRestoreStart(SECOND, "store", 500, 700);
        assertThat(restoring.progress()).hasValueSatisfying(it -> assertThat(it).contains("2 partitions", "1200"));

        restoring.onBatchRestored(FIRST, "store", 399, 390);
        assertThat(restoring.progress()).hasValueSatisfying(it -> assertThat(it).contains("2 partitions", "800"));

        restoring.onRestoreEnd(FIRST, "store", 990);
        restoring.onRestoreSuspended(SECOND, "store", 0);
        assertThat(restoring.progress()).isEmpty();
        assertThat(meters.get("restored").counter().count()).isEqualTo(390);
    }
}
