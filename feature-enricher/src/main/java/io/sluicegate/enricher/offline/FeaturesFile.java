package io.sluicegate.enricher.offline;

import io.sluicegate.enricher.domain.FeatureVector;
import io.sluicegate.enricher.domain.FeaturesSchema;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** A writer of features into an Avro object container file, as the records that the features topic has. */
public final class FeaturesFile implements FeatureOutput, Closeable {
    private final FeaturesSchema schema;
    private final DataFileWriter<GenericRecord> writer;

    private FeaturesFile(FeaturesSchema schema, DataFileWriter<GenericRecord> writer) {
        this.schema = schema;
        this.writer = writer;
    }

    /** Creates the file, or replaces it. */
    public static FeaturesFile create(Path file, FeaturesSchema schema) throws IOException {
        var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema.schema()));
        writer.setCodec(CodecFactory.deflateCodec(CodecFactory.DEFAULT_DEFLATE_LEVEL));
        writer.create(schema.schema(), file.toFile());
        return new FeaturesFile(schema, writer);
    }

    @Override
    public void features(FeatureVector features) {
        try {
            writer.append(schema.record(features));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
