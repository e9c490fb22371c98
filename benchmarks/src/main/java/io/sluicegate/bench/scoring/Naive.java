package io.sluicegate.bench.scoring;

import ai.onnxruntime.OrtException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.RecordClasses;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** A naive scorer, as one would write it first: Confluent's serdes on both sides, and a call of the model for each record. */
final class Naive {
    private Naive() {}

    static Topology topology(String pipeline, String registry, DeployedVersion version) throws OrtException {
        RecordClasses.trust();
        var topics = Topics.of(pipeline);
        var model = new NaiveModel(version.getLocation());
        var builder = new StreamsBuilder();
        builder.stream(
                        topics.features(),
                        Consumed.with(Serdes.String(), avro(registry))
                                .withOffsetResetPolicy(AutoOffsetReset.earliest())
                                .withName("features"))
                .processValues(() -> new NaiveScorer(pipeline, model, version), Named.as("score"))
                .to(
                        topics.predictions(),
                        Produced.with(Serdes.String(), avro(registry)).withName("predictions"));
        return builder.build();
    }

    private static Serde<Object> avro(String registry) {
        var settings = Map.of("schema.registry.url", registry);
        var serializer = new KafkaAvroSerializer();
        serializer.configure(settings, false);
        var deserializer = new KafkaAvroDeserializer();
        deserializer.configure(settings, false);
        return Serdes.serdeFrom(serializer, deserializer);
    }
}
