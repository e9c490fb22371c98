package io.sluicegate.bench.scoring;

import io.sluicegate.pipeline.catalogue.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** A pass-through of the features' bytes to the predictions topic, which is the upper bound for any Kafka Streams application. */
final class PassThrough {
    private PassThrough() {}

    static Topology topology(Topics topics) {
        var builder = new StreamsBuilder();
        builder.stream(
                        topics.features(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                .withOffsetResetPolicy(AutoOffsetReset.earliest())
                                .withName("features"))
                .to(
                        topics.predictions(),
                        Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("predictions"));
        return builder.build();
    }
}
