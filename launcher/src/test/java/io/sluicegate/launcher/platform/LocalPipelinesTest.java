package io.sluicegate.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.pipeline.config.ConfigException;
import io.sluicegate.pipeline.config.KafkaSettings.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPipelinesTest {
    private static final Path FRAUD = Path.of("../examples/fraud/fraud.yaml");

    @TempDir
    private Path folder;

    @Test
    void shouldRunAPipelineOnThePlatformUnderAnInstanceNameOfItsOwn() throws IOException {
        var file = Files.writeString(
                folder.resolve("fraud.yaml"),
                Files.readString(FRAUD).replace("  latency:", "  replication: 3\n  latency:"));

        var config = local().read(List.of(file), Map.of("SLUICEGATE_PROFILE", "production"))
                .get(0);

        assertThat(config.kafka().bootstrap()).isEqualTo("localhost:9092");
        assertThat(config.kafka().replication()).isNegative();
        assertThat(config.kafka().profile()).isEqualTo(Profile.DEVELOPMENT);
        assertThat(config.model().store()).isEqualTo(folder.resolve("models"));
        assertThat(config.service())
                .extracting(it -> it.instance(), it -> it.data(), it -> it.host(), it -> it.port())
                .containsExactly("up", folder, "localhost", 8080);
    }

    @Test
    void shouldRefuseAFileThatNamesAnotherCluster() throws IOException {
        var file = Files.writeString(
                folder.resolve("fraud.yaml"),
                Files.readString(FRAUD)
                        .replace("${SLUICEGATE_BOOTSTRAP:-localhost:9092}", "kafka.example.com:9092")
                        .replace(
                                "${SLUICEGATE_REGISTRY:-http://localhost:8081/apis/ccompat/v7}",
                                "https://a:b@registry"));

        assertThatThrownBy(() -> local().read(List.of(file), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kafka.bootstrap: names another place than the local platform, localhost:9092")
                .hasMessageContaining("write bootstrap: ${SLUICEGATE_BOOTSTRAP:-kafka.example.com:9092}")
                .hasMessageContaining("write registry: ${SLUICEGATE_REGISTRY:-https://registry}");
    }

    @Test
    void shouldTakeAFileThatNamesThePlatformItself() throws IOException {
        var file = Files.writeString(
                folder.resolve("fraud.yaml"),
                Files.readString(FRAUD)
                        .replace("${SLUICEGATE_BOOTSTRAP:-localhost:9092}", "127.0.0.1:9092")
                        .replace("${SLUICEGATE_REGISTRY:-http://localhost", "http://localhost")
                        .replace("v7}", "v7"));

        assertThat(local().read(List.of(file), Map.of())).hasSize(1);
    }

    private LocalPipelines local() {
        return new LocalPipelines(PlatformAddresses.of(folder, LocalPorts.USUAL), "up", folder, 8080);
    }
}
