package io.sluicegate.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.pipeline.config.ConfigException;
import io.sluicegate.pipeline.config.PipelineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceFilesTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadPipelinesThatDifferInWhatMayDiffer() throws IOException {
        var one = file("one", "");
        var other = file("other", "guarantee: at-least-once, latency: low,");

        assertThat(ServiceFiles.of(List.of(one, other)).read(Map.of()))
                .extracting(PipelineConfig::pipeline)
                .containsExactly("one", "other");
    }

    @Test
    void shouldNameEachSettingThatKeepsPipelinesOutOfOneProcess() throws IOException {
        var one = file("one", "properties: {client.rack: a},");
        var other = Files.writeString(
                folder.resolve("other.yaml"),
                Files.readString(one)
                        .replace("here:9092", "there:9092")
                        .replace("http://here", "http://ann:secret@there")
                        .replace("client.rack: a", "client.rack: b")
                        .replace("host: 127.0.0.1, port: 8080", "host: 0.0.0.0, port: 8090"));

        assertThatThrownBy(() -> ServiceFiles.of(List.of(one, other)).read(Map.of()))
                .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems())
                        .extracting(problem -> problem.path())
                        .containsExactly(
                                "pipeline",
                                "kafka.bootstrap",
                                "kafka.registry",
                                "kafka.properties",
                                "service.host",
                                "service.port"))
                .hasMessageContaining("other.yaml: pipeline: is 'one', as in " + one)
                .hasMessageContaining("kafka.bootstrap: is there:9092, and here:9092 in " + one)
                .hasMessageContaining("or pass --port")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("client.rack");
    }

    @Test
    void shouldReadThemWithWhatTheCommandLineChanges() throws IOException {
        var one = file("one", "");
        var other = file("other", "");
        Files.writeString(other, Files.readString(other).replace("port: 8080", "port: 8090"));
        var files = new ServiceFiles(
                List.of(one, other),
                config -> config.with(config.kafka(), config.service().withPort(7070)));

        assertThat(files.read(Map.of()))
                .extracting(config -> config.service().port())
                .containsExactly(7070, 7070);
    }

    @Test
    void shouldNameTheProblemsOfAllFiles() throws IOException {
        var one = Files.writeString(folder.resolve("one.yaml"), "pipeline: one\nfeatures: []\n");
        var other = Files.writeString(folder.resolve("other.yaml"), "pipeline: other\nfeatures: []\n");

        assertThatThrownBy(() -> ServiceFiles.of(List.of(one, other)).read(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(one.toString())
                .hasMessageContaining(other.toString());
    }

    private Path file(String pipeline, String kafka) throws IOException {
        return Files.writeString(folder.resolve(pipeline + ".yaml"), """
                        pipeline: %s
                        kafka: {%s bootstrap: here:9092, registry: "http://here:8081"}
                        service: {host: 127.0.0.1, port: 8080}
                        events: {entity: e, time: t}
                        features:
                          - {name: f, type: double, field: f}
                        model: {name: m}
                        """.formatted(pipeline, kafka));
    }
}
