package io.sluicegate.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.junit.jupiter.api.Test;

class ApplicationTopicsTest {
    @Test
    void shouldNameWhatAnApplicationReadsAndWritesAndItsOwnTopics() {
        var strings = Consumed.with(Serdes.String(), Serdes.String());
        var builder = new StreamsBuilder();
        builder.globalTable("everywhere", strings, Materialized.as("known"));
        builder.stream("read", strings)
                .repartition(Repartitioned.<String, String>as("anew").withNumberOfPartitions(1))
                .groupByKey()
                .count(Materialized.as("counts"))
                .toStream()
                .to("written", Produced.with(Serdes.String(), Serdes.Long()));

        assertThat(ApplicationTopics.of("app", builder.build().describe()))
                .containsExactlyInAnyOrder(
                        "everywhere", "read", "written", "app-anew-repartition", "app-counts-changelog");
    }
}
