package io.sluicegate.bundle;

import io.sluicegate.records.RecordClasses;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Avro records as JSON, so that anyone can read a bundle's files. */
final class AvroJson {
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

    static <T extends SpecificRecord> T read(Class<T> type, Schema schema, byte[] json) throws IOException {
        var decoder = DecoderFactory.get().jsonDecoder(schema, new ByteArrayInputStream(json));
        return type.cast(new SpecificDatumReader<T>(schema).read(null, decoder));
    }
}
