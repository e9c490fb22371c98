package io.sluicegate.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
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
    void shouldTakeItsClassesFromTheArchiveThatTheBuildMade() throws Exception {
        var archive = Path.of(System.getProperty(RegistryProcess.HOME_PROPERTY), "registry.jsa");
        assumeThat(archive).as("none with -Dfast").exists();
        try (var registry = RegistryProcess.start(data)) {
            assertThat(registry.isAlive()).isTrue();
            assertThat(ProcessHandle.current().descendants().map(RegistryProcessIT::files))
                    .anyMatch(files -> files.contains(archive.toString()));
        }
    }

    /** The files that the process has mapped into its memory. */
    private static String files(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "maps"));
        } catch (IOException e) {
            return "ended";
        }
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
    void shouldStartOnTheDataOfAParentThatWasJustKilled() throws Exception {
        Process parent = startParent();
        try (BufferedReader output = parent.inputReader()) {
            assertThat(output.readLine()).startsWith("http://127.0.0.1:");
            parent.destroyForcibly().waitFor();

            try (var registry = RegistryProcess.start(data)) {
                assertThat(registry.isAlive()).isTrue();
            }
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
