package io.sluicegate.launcher.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageChangeTest {
    private static final String FILE = """
            pipeline: orders
            partitions: 4
            kafka: {bootstrap: 'localhost:9092', registry: 'http://localhost:8081'}
            service: {port: 8080}
            events: {entity: customerId, time: orderedAt, lateness: 10m}
            features:
            - {name: amount, type: double, field: amount}
            model: {name: order-model, batch: 32}
            drift: {window: 1h}
            policies:
              retrain:
              - {name: drifted, scope: feature}
            endpoint: {enabled: false}
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldRestartNothingForWordsAlone() {
        var change = change("partitions: 4", "partitions: 4 # enough");

        assertThat(change.restarted()).isEmpty();
        assertThat(change.fixed()).isEmpty();
    }

    @Test
    void shouldRestartTheStagesThatAFeatureConcerns() {
        var change = change("field: amount}", "field: amount}\n- {name: n, type: long, aggregate: count, window: 1h}");

        assertThat(change.inOrder())
                .containsExactly(
                        "rollout-control", "feature-enricher", "stream-scorer", "drift-detector", "retraining-trigger");
        assertThat(change.fixed()).isEmpty();
    }

    @Test
    void shouldRestartOneStageForAPolicyTheEndpointOrDrift() {
        assertThat(change("scope: feature", "scope: prediction").inOrder()).containsExactly("retraining-trigger");
        assertThat(change("enabled: false", "enabled: true").inOrder()).containsExactly("stream-scorer");
        assertThat(change("window: 1h}", "window: 2h}").inOrder()).containsExactly("drift-detector");
        assertThat(change("lateness: 10m", "lateness: 20m").inOrder())
                .containsExactly("feature-enricher", "drift-detector");
        assertThat(change("batch: 32", "batch: 64").inOrder())
                .containsExactly("rollout-control", "stream-scorer", "retraining-trigger");
    }

    @Test
    void shouldNameWhatNeedsANewStart() {
        assertThat(change("partitions: 4", "partitions: 8").fixed()).containsExactly("partitions");
        assertThat(change("port: 8080", "port: 8088").fixed()).containsExactly("service");
        assertThat(change("localhost:9092", "elsewhere:9092").fixed()).containsExactly("kafka");
        assertThat(change("pipeline: orders", "pipeline: other").fixed()).containsExactly("pipeline", "events.topic");
        assertThat(change("name: order-model", "name: other-model").fixed()).containsExactly("model.name");
    }

    private StageChange change(String before, String after) {
        assertThat(FILE).contains(before);
        return StageChange.between(read(FILE), read(FILE.replace(before, after)));
    }

    private PipelineConfig read(String yaml) {
        try {
            return PipelineConfigReader.read(
                    Files.writeString(folder.resolve("pipeline.yaml"), yaml), Map.of("HOSTNAME", "here"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
