package io.sluicegate.bench.scoring;

import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/** The pipeline's file that a measurement's driver and subject read; the naive one and the pass-through follow it, too. */
public final class BenchPipeline {
    public static final String MODEL = "bench-model";
    static final int PARTITIONS = 8;
    private static final String TEXT = """
            pipeline: %s
            partitions: %d
            kafka:
              bootstrap: %s
              registry: %s
              guarantee: %s
              replication: 1
            service:
              instance: subject
              data: %s
              host: localhost
              port: 0
              threads: %d
            events:
              entity: card
              time: occurredAt
            features:
            %s
            model:
              name: %s
              store: %s
              batch: %d
            """;

    private BenchPipeline() {}

    /**
     * Writes the file.
     *
     * @param folder where the bench keeps its data
     * @param threads stream threads
     * @param model the model to score with
     * @param cap most rows in one call of the model
     */
    public static Path write(
            Path folder, String pipeline, Guarantee guarantee, int threads, Cluster cluster, ModelKind model, int cap)
            throws IOException {
        var data = Files.createDirectories(folder.resolve(pipeline));
        var text = TEXT.formatted(
                pipeline,
                PARTITIONS,
                cluster.bootstrap(),
                cluster.registry(),
                Case.label(guarantee),
                data,
                threads,
                features(model),
                MODEL,
                folder.resolve("models"),
                cap);
        return Files.writeString(data.resolve("pipeline.yaml"), text);
    }

    private static String features(ModelKind model) {
        return model.features().features().stream().map(BenchPipeline::line).collect(Collectors.joining("\n"));
    }

    private static String line(FeatureDefinition feature) {
        var type = feature.type().name().toLowerCase(Locale.ROOT);
        var form = feature.vector()
                .map(vector -> ", elements: " + vector.element().text() + ", shape: " + vector.shape())
                .orElse("");
        return "  - {name: %1$s, type: %2$s%3$s, field: %1$s}".formatted(feature.name(), type, form);
    }
}
