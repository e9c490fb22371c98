package io.sluicegate.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import io.sluicegate.records.RecordClasses;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Avro records as JSON, so that anyone can read a bundle's files. */
final class AvroJson {
    private static final JsonFactory JSON = new JsonFactory();

    static {
        RecordClasses.trust();
    }

    private AvroJson() {}

    static <T extends SpecificRecord> byte[] write(T value) throws IOException {
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().jsonEncoder(value.getSchema(), out, true);
        new SpecificDatumWriter<T>(value.getSchema()).write(value, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    /** Reads a record; a field that the JSON lacks, because an earlier version wrote it, gets its default. */
    static <T extends SpecificRecord> T read(Class<T> type, Schema schema, byte[] json) throws IOException {
        var writer = writer(schema, json);
        var decoder = DecoderFactory.get().jsonDecoder(writer, new ByteArrayInputStream(json));
        return type.cast(new SpecificDatumReader<T>(writer, schema).read(null, decoder));
    }

    /** The schema that the JSON was written with: fields with a default may have been added since. */
    private static Schema writer(Schema schema, byte[] json) throws IOException {
        var present = names(json);
        var fields = schema.getFields().stream()
                .filter(field -> present.contains(field.name()) || !field.hasDefaultValue())
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    private static Set<String> names(byte[] json) throws IOException {
        var names = new HashSet<String>();
        try (var parser = JSON.createParser(json)) {
            parser.nextToken();
            for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                names.add(name);
                parser.nextToken();
                parser.skipChildren();
            }
        }
        return names;
    }
}
