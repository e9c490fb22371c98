package io.sluicegate.runtime.kafka;

import java.io.IOException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;

/**
 * A reader for records written with a schema other than this version's, such as an older version's; its error for an unreadable
 * record says what to do.
 */
final class OtherForm<T> implements DatumReader<T> {
    private final DatumReader<T> reader;
    private final String trouble;

    OtherForm(DatumReader<T> reader, String trouble) {
        this.reader = reader;
        this.trouble = trouble;
    }

    @Override
    public void setSchema(Schema schema) {
        reader.setSchema(schema);
    }

    @Override
    public T read(T reuse, Decoder in) throws IOException {
        try {
            return reader.read(reuse, in);
        } catch (AvroTypeException e) {
            throw new AvroTypeException(
                    "written in a form that this version can't read: " + trouble
                            + "; if an older Sluicegate wrote it, see 'Upgrading' in CHANGELOG.md",
                    e);
        }
    }
}
