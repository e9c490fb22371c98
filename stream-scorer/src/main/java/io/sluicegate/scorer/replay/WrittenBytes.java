package io.sluicegate.scorer.replay;

import io.sluicegate.records.Prediction;
import io.sluicegate.records.RecordClasses;
import io.sluicegate.runtime.avro.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/** The reader of predictions that this process has just written, by its own schema. */
final class WrittenBytes {
    static {
        RecordClasses.trust();
    }

    private static final SpecificDatumReader<Prediction> READER = new SpecificDatumReader<>(Prediction.class);

    private WrittenBytes() {}

    @SuppressWarnings("NullAway") // null: nothing to use again
    static Prediction read(byte[] bytes) {
        try {
            var length = bytes.length - WireFormat.HEADER;
            return READER.read(null, DecoderFactory.get().binaryDecoder(bytes, WireFormat.HEADER, length, null));
        } catch (IOException e) {
            throw new UncheckedIOException("the scorer's own prediction can't be read", e);
        }
    }
}
