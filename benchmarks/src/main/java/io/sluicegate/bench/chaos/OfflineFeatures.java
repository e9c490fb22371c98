package io.sluicegate.bench.chaos;

import io.sluicegate.bench.chaos.domain.FeatureCheck.Row;
import io.sluicegate.enricher.domain.FeatureEngine;
import io.sluicegate.enricher.domain.FeaturesSchema;
import io.sluicegate.enricher.offline.Backfill;
import io.sluicegate.pipeline.catalogue.FeaturesRecord;
import io.sluicegate.pipeline.config.PipelineConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;

/** The features of the events as the backfill computes them, in the order of the log. */
final class OfflineFeatures {
    private final Backfill backfill;
    private final FeaturesSchema schema;
    private final List<Row> rows = new ArrayList<>();

    OfflineFeatures(PipelineConfig config) {
        backfill = new Backfill(FeatureEngine.of(config.features(), config.events(), EventSchemas.USED), Instant.now());
        schema = FeaturesSchema.of(config.pipeline(), config.features());
    }

    /** Computes the next event of its partition. Returns its id; empty where it can't have features. */
    Optional<String> compute(GenericRecord event) {
        var before = rows.size();
        var unused = backfill.run(
                "events", List.of(event).iterator(), features -> rows.add(row("offline", schema.record(features))));
        return rows.size() > before ? Optional.of(rows.get(before).id()) : Optional.empty();
    }

    List<Row> rows() {
        return rows;
    }

    static Row row(String where, GenericRecord features) {
        return new Row(
                where, String.valueOf(features.get(FeaturesRecord.EVENT_ID)), encoded(features), features.toString());
    }

    private static ByteBuffer encoded(GenericRecord features) {
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<GenericRecord>(features.getSchema()).write(features, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }
}
