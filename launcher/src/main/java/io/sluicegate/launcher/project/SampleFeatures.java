package io.sluicegate.launcher.project;

import io.sluicegate.enricher.domain.FeatureEngine;
import io.sluicegate.enricher.domain.FeaturesSchema;
import io.sluicegate.enricher.offline.Backfill;
import io.sluicegate.enricher.offline.FeaturesFile;
import io.sluicegate.launcher.rows.RowRecords;
import io.sluicegate.pipeline.config.PipelineConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.Schema;

/** The features of a project's sample events, computed as the running stage computes them: rows for the reference of its first bundle. */
final class SampleFeatures {
    private SampleFeatures() {}

    /** Writes the file; empty if no row has features. */
    static Optional<Path> write(Path samples, Schema schema, PipelineConfig config, Path file) throws IOException {
        var engine = FeatureEngine.of(config.features(), config.events(), schema);
        var records = RowRecords.read(samples, schema);
        try (var output = FeaturesFile.create(file, FeaturesSchema.of(config.pipeline(), config.features()))) {
            var summary = new Backfill(engine, Instant.now())
                    .run(String.valueOf(samples.getFileName()), records.iterator(), output);
            return summary.computed() > 0 ? Optional.of(file) : Optional.empty();
        }
    }
}
