package io.sluicegate.scorer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.AvroWriter;
import io.sluicegate.runtime.kafka.Clients;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Writes events as features records. */
public final class TestFeatures {
    public static final Topics TOPICS = Topics.of(TestPipeline.NAME);

    private static final Schema OPTIONAL_DOUBLE = SchemaBuilder.nullable().doubleType();

    public static final Schema SCHEMA = SchemaBuilder.record("Features")
            .namespace("io.sluicegate.features.test")
            .fields()
            .requiredString("eventId")
            .requiredLong("eventTime")
            .requiredString("featureSet")
            .optionalString("country")
            .name("amount")
            .type(OPTIONAL_DOUBLE)
            .noDefault()
            .optionalLong("count")
            .optionalBoolean("abroad")
            .endRecord();

    private final AvroWriter<GenericRecord> writer;

    public TestFeatures(Clients clients) {
        this(clients, TOPICS);
    }

    public TestFeatures(Clients clients, Topics topics) {
        this.writer = clients.serdes().writer(AvroSerdes.subject(topics.features()), SCHEMA);
    }

    public byte[] bytes(TestEvent event) {
        return writer.write(record(event));
    }

    public static GenericRecord record(TestEvent event) {
        var record = new GenericData.Record(SCHEMA);
        record.put("eventId", event.id());
        record.put("eventTime", 1_000L + event.count());
        record.put("featureSet", TestBundles.FEATURE_SET.fingerprint());
        record.put("country", "DE");
        record.put("amount", event.amount());
        record.put("count", event.count());
        record.put("abroad", event.abroad());
        return record;
    }

    public byte[] bytes(GenericRecord record) {
        return writer.write(record);
    }

    public static byte[] key(TestEvent event) {
        return event.card().getBytes(UTF_8);
    }
}
