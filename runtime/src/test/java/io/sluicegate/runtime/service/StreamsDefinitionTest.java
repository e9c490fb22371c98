package io.sluicegate.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

class StreamsDefinitionTest {
    private final StreamsDefinition plain = StreamsDefinition.of("test", "test-application", Topology::new);

    @Test
    void shouldLookForNoOrderAmongInputsWhereATaskReadsOnePartition() {
        assertThat(plain.properties()).doesNotContainKey(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG);
        assertThat(plain.readingOnePartition().properties())
                .containsEntry(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    }
}
