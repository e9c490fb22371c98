package io.sluicegate.enricher;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.enricher.domain.FeatureEngine;
import io.sluicegate.enricher.domain.FeaturesSchema;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.EventSettings;
import io.sluicegate.pipeline.config.KafkaSettings;
import io.sluicegate.pipeline.config.KafkaSettings.Latency;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.AvroWriter;
import io.sluicegate.runtime.avro.WireFormat;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.service.StageContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;

/** The fraud example's pipeline with the card features, and with a broker, a registry and a data folder of the test. */
final class TestPipeline implements AutoCloseable {
    static final String EVENTS = "fraud.events";
    static final String FEATURES = "fraud.features";
    static final String DEAD_LETTERS = Topics.deadLetters(EVENTS);

    final PipelineConfig config;
    final Clients clients;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    TestPipeline(String bootstrap, String registry, Path data) {
        this(bootstrap, registry, data, Declare.CARD_EVENTS);
    }

    TestPipeline(String bootstrap, String registry, Path data, EventSettings events) {
        config = withCardFeatures(
                events,
                PipelineConfigReader.read(
                        Path.of("..", "examples", "fraud", "fraud.yaml"),
                        Map.of(
                                "SLUICEGATE_BOOTSTRAP",
                                bootstrap,
                                "SLUICEGATE_REGISTRY",
                                registry,
                                "SLUICEGATE_DATA",
                                data.toString())));
        clients = new Clients(config.kafka(), config.service());
    }

    StageContext context() {
        return new StageContext(config, meters, clients);
    }

    FeatureEngine engine() {
        return FeatureEngine.of(config.features(), config.events(), Cards.SCHEMA);
    }

    FeaturesSchema featuresSchema() {
        return FeaturesSchema.of(config.pipeline(), config.features());
    }

    /** Registers the events' schema and writes events by it. */
    AvroWriter<GenericRecord> eventWriter() {
        return clients.serdes().writer(AvroSerdes.subject(EVENTS), Cards.SCHEMA);
    }

    /** The event by its own schema, which the registry takes whatever it is. */
    byte[] writtenByOthers(GenericRecord event) {
        try {
            var subject = AvroSerdes.subject(EVENTS);
            clients.registry().updateCompatibility(subject, "NONE");
            var out = new ByteArrayOutputStream();
            out.write(WireFormat.header(clients.registry().register(subject, new AvroSchema(event.getSchema()))));
            var encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(event.getSchema()).write(event, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException | RestClientException e) {
            throw new AssertionError(e);
        }
    }

    AvroWriter<GenericRecord> featuresWriter() {
        return clients.serdes()
                .writer(AvroSerdes.subject(FEATURES), featuresSchema().schema());
    }

    /** The example's settings, but the commit interval is longer than any test: features come when the stage has caught up. */
    private static KafkaSettings committingWhenCaughtUp(KafkaSettings example) {
        return new KafkaSettings(
                example.bootstrap(),
                example.registry(),
                example.guarantee(),
                Latency.LOW,
                example.replication(),
                Map.of("commit.interval.ms", "150000", "producer.transaction.timeout.ms", "180000"));
    }

    private static PipelineConfig withCardFeatures(EventSettings events, PipelineConfig example) {
        return new PipelineConfig(
                example.pipeline(),
                example.partitions(),
                committingWhenCaughtUp(example.kafka()),
                example.service(),
                events,
                Declare.cardFeatures(),
                example.model(),
                example.drift(),
                example.policies());
    }

    @Override
    public void close() {
        clients.close();
    }
}
