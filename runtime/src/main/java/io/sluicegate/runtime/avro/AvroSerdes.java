package io.sluicegate.runtime.avro;

import io.sluicegate.pipeline.catalogue.RecordLimits;
import io.sluicegate.records.RecordClasses;
import io.sluicegate.runtime.binary.UnreadableState;
import io.sluicegate.runtime.registry.Compatibility;
import io.sluicegate.runtime.registry.Schemas;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Serdes, readers and writers of Avro records in Confluent's wire format. */
public final class AvroSerdes {
    static {
        RecordClasses.trust();
    }

    private final Schemas schemas;

    public AvroSerdes(Schemas schemas) {
        this.schemas = schemas;
    }

    /** The subject of a topic's values. */
    public static String subject(String topic) {
        return topic + "-value";
    }

    /** A serde for Sluicegate's own topics, where an unreadable record is a fault and not a dead letter. */
    public <T extends SpecificRecord> Serde<T> specific(Class<T> type) {
        return serde(type, StrictDeserializer.ofTopic(unlimited(type)));
    }

    /**
     * For the values of stores. The id of the schema that a value was written with is its version: it is read by that schema, as today's
     * has it. What can't be read so is {@link io.sluicegate.runtime.binary.UnreadableState}.
     */
    public <T extends SpecificRecord> Serde<T> stored(Class<T> type) {
        var expected = SpecificData.get().getSchema(type);
        return serde(type, StrictDeserializer.ofStore(new AvroReader<>(schemas, actual -> {
            requireName(expected, actual);
            return datumReader(type, actual, expected);
        })));
    }

    /** Avro would fill a record from any other one whose fields have the same names. */
    private static void requireName(Schema expected, Schema actual) {
        if (!actual.getFullName().equals(expected.getFullName())) {
            throw new UnreadableState(
                    "a store of " + expected.getName(),
                    "a value was written as " + actual.getFullName() + " by this registry's ids",
                    null);
        }
    }

    private <T extends SpecificRecord> Serde<T> serde(Class<T> type, StrictDeserializer<T> deserializer) {
        return Serdes.serdeFrom(new RegisteringSerializer<>(topic -> writer(subject(topic), type)), deserializer);
    }

    /** A reader for records of any origin, with a typed outcome; the records read can be written again. */
    public <T extends SpecificRecord> AvroReader<T> reader(Class<T> type) {
        return unlimited(type).upTo(RecordLimits.READ);
    }

    private <T extends SpecificRecord> AvroReader<T> unlimited(Class<T> type) {
        var expected = SpecificData.get().getSchema(type);
        return new AvroReader<>(schemas, actual -> datumReader(type, actual, expected));
    }

    private static <T extends SpecificRecord> DatumReader<T> datumReader(
            Class<T> type, Schema actual, Schema expected) {
        var reader = new SpecificDatumReader<T>(actual, expected, SpecificData.getForClass(type));
        return Compatibility.unreadable(expected, actual)
                .<DatumReader<T>>map(trouble -> new OtherForm<>(reader, trouble))
                .orElse(reader);
    }

    /** A reader of records in the schema they were written with; strings are {@code String}s, logical types stay raw. */
    public AvroReader<GenericRecord> genericReader() {
        return new AvroReader<>(schemas, actual -> new GenericDatumReader<>(actual, withStrings(actual)));
    }

    /**
     * A reader of a part of each record, which skips the rest.
     *
     * @param part the schema of the part, from the schema that the record was written with
     */
    public AvroReader<GenericRecord> genericReader(UnaryOperator<Schema> part) {
        return new AvroReader<>(schemas, actual -> new GenericDatumReader<>(actual, withStrings(part.apply(actual))));
    }

    /** A reader that converts records from any compatible schema to the expected one. */
    public AvroReader<GenericRecord> genericReader(Schema expected) {
        var withStrings = withStrings(expected);
        return new AvroReader<>(schemas, actual -> new GenericDatumReader<>(actual, withStrings));
    }

    /** A writer of a record class; registers its schema under the subject. */
    public <T extends SpecificRecord> AvroWriter<T> writer(String subject, Class<T> type) {
        var schema = SpecificData.getForClass(type).getSchema(type);
        return new AvroWriter<>(schemas.register(subject, schema), schema);
    }

    /** A writer of generic records; registers the schema under the subject. */
    public AvroWriter<GenericRecord> writer(String subject, Schema schema) {
        return new AvroWriter<>(schemas.register(subject, schema), schema);
    }

    /** A writer of records that are the user's own; registers the schema, and leaves the subject's compatibility level as it is. */
    public AvroWriter<GenericRecord> writerOfUsers(String subject, Schema schema) {
        return new AvroWriter<>(schemas.add(subject, schema), schema);
    }

    /** A copy of the schema that reads strings as {@code String}s; the given schema stays unchanged. */
    private static Schema withStrings(Schema schema) {
        var copy = new Schema.Parser().parse(schema.toString());
        StringTypes.set(copy, GenericData.StringType.String);
        return copy;
    }
}
