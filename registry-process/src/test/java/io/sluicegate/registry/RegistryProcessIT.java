package io.sluicegate.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryProcessIT {

    private static final AvroSchema SCHEMA = new AvroSchema("""
            {"type": "record", "name": "Payment", "fields": [{"name": "amount", "type": "double"}]}
            """);

    @TempDir
    private Path data;

    @Test
    void shouldKeepSchemasAndIdsAcrossRestarts() throws Exception {
        int id;
        try (var registry = RegistryProcess.start(data)) {
            id = client(registry).register("payments-value", SCHEMA);
        }

        try (var registry = RegistryProcess.start(data)) {
            assertThat(client(registry).getSchemaById(id)).isEqualTo(SCHEMA);
            assertThat(client(registry).getId("payments-value", SCHEMA)).isEqualTo(id);
        }
    }

    @Test
    void shouldBeGoneOnceClosed() throws Exception {
        List<ProcessHandle> processes;
        try (var registry = RegistryProcess.start(data)) {
            assertThat(registry.isAlive()).isTrue();
            processes = ProcessHandle.current().descendants().toList();
        }

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void shouldNotOutliveAKilledParent() throws Exception {
        Process parent = startParent();
        List<ProcessHandle> children = List.of();
        try (BufferedReader output = parent.inputReader()) {
            assertThat(output.readLine()).startsWith("http://127.0.0.1:");
            children = parent.descendants().toList();
            assertThat(children).hasSizeGreaterThanOrEqualTo(2);

            parent.destroyForcibly().waitFor();

            List<ProcessHandle> orphans = children;
            await().atMost(Duration.ofSeconds(15))
                    .untilAsserted(() -> assertThat(orphans).noneMatch(ProcessHandle::isAlive));
        } finally {
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void shouldSayWhereItLookedWhenThereIsNoRegistry() {
        assertThatThrownBy(() -> RegistryProcess.start(data.resolve("nowhere"), data, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("build");
    }

    private Process startParent() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-D" + RegistryProcess.HOME_PROPERTY + "=" + System.getProperty(RegistryProcess.HOME_PROPERTY),
                        RegistryParent.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static CachedSchemaRegistryClient client(RegistryProcess registry) {
        return new CachedSchemaRegistryClient(registry.url(), 100);
    }
}
