package io.sluicegate.runtime.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.records.Label;
import io.sluicegate.registry.RegistryProcess;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.Decoding;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.avro.WireFormat;
import io.sluicegate.testing.FreePort;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real registry answers. */
class SchemasIT {
    @TempDir
    static Path data;

    private static int port;
    private static RegistryProcess registry;

    @BeforeAll
    static void startRegistry() throws Exception {
        port = FreePort.find();
        registry = start();
    }

    @AfterAll
    static void stopRegistry() {
        registry.close();
    }

    @Test
    void shouldUnderstandARealRegistry() throws Exception {
        try (var schemas = Schemas.at(registry.url(), Map.of())) {
            var serdes = new AvroSerdes(schemas);

            var label = new Label("e1", "card-1", true, Instant.ofEpochMilli(1), Instant.ofEpochMilli(2));
            var bytes = serdes.writer("p.labels-value", Label.class).write(label);
            assertThat(serdes.reader(Label.class).read(bytes)).isEqualTo(new Decoded<>(label));
            assertThat(serdes.writer("p.labels-value", Label.class).schemaId())
                    .isEqualTo(WireFormat.schemaId(bytes).orElseThrow());

            var unknown = ByteBuffer.allocate(9).put((byte) 0).putInt(4711).array();
            assertThat(serdes.genericReader().read(unknown))
                    .isEqualTo(Decoding.rejected(
                            ErrorCode.UNKNOWN_SCHEMA, "the registry has no Avro schema with id 4711"));

            var before = SchemaBuilder.record("R").fields().requiredLong("a").endRecord();
            var compatible = SchemaBuilder.record("R")
                    .fields()
                    .requiredLong("a")
                    .optionalDouble("b")
                    .endRecord();
            var incompatible =
                    SchemaBuilder.record("R").fields().requiredString("a").endRecord();
            serdes.writer("r-value", before);
            serdes.writer("r-value", compatible);
            assertThat(schemas.latest("r-value")).contains(compatible);
            assertThat(schemas.beforeLatest("r-value")).containsExactly(before);
            assertThat(schemas.beforeLatest("nothing-value")).isEmpty();
            assertThatThrownBy(() -> serdes.writer("r-value", incompatible)).isInstanceOf(IncompatibleSchema.class);
            assertThatThrownBy(() -> schemas.client()
                            .register("r-value", new io.confluent.kafka.schemaregistry.avro.AvroSchema(incompatible)))
                    .as("the registry itself holds the subject to compatibility")
                    .hasMessageContaining("409");
        }
    }

    @Test
    void shouldLeaveTheLevelOfAUsersSubjectAsItIs() throws Exception {
        try (var schemas = Schemas.at(registry.url(), Map.of())) {
            var before = SchemaBuilder.record("U").fields().requiredLong("a").endRecord();
            var other = SchemaBuilder.record("U").fields().requiredString("a").endRecord();
            schemas.add("users-value", before);
            schemas.client().updateCompatibility("users-value", "NONE");

            int id = new AvroSerdes(schemas).writerOfUsers("users-value", other).schemaId();

            assertThat(schemas.client().getCompatibility("users-value")).isEqualTo("NONE");
            assertThat(schemas.latest("users-value")).contains(other);
            assertThat(schemas.byId(id)).contains(other);
            schemas.client().updateCompatibility("users-value", "FULL");
            assertThatThrownBy(() -> schemas.add(
                            "users-value",
                            SchemaBuilder.record("U")
                                    .fields()
                                    .requiredDouble("b")
                                    .endRecord()))
                    .isInstanceOf(IncompatibleSchema.class);
        }
    }

    /** As tools that register the text of a file do. */
    @Test
    void shouldKnowWhoseASchemaIsThatWasRegisteredWithSpaces() throws Exception {
        try (var schemas = Schemas.at(registry.url(), Map.of())) {
            var spaced = """
                    {"schema": "{ \\"type\\" : \\"record\\",  \\"name\\" : \\"S\\",  \\"fields\\" : [ ] }"}""";
            var request = HttpRequest.newBuilder(URI.create(registry.url() + "/subjects/spaced-value/versions"))
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .POST(BodyPublishers.ofString(spaced))
                    .build();
            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            int id = Integer.parseInt(answer.body().replaceAll("\\D", ""));

            assertThat(schemas.byId(id)).isPresent();
            assertThat(schemas.has("spaced-value", id)).isTrue();
            assertThat(schemas.has("other-value", id)).isFalse();
            assertThat(schemas.has("spaced-value", id + 1)).isFalse();
        }
    }

    @Test
    void shouldRegisterOneSchemaFromSeveralProcessesAtOnce() throws Exception {
        try (var one = Schemas.at(registry.url(), Map.of());
                var other = Schemas.at(registry.url(), Map.of())) {
            for (int i = 0; i < 40; i++) {
                var subject = "race-" + i + "-value";
                var schema = SchemaBuilder.record("Race" + i)
                        .fields()
                        .requiredLong("a")
                        .endRecord();
                var there = CompletableFuture.supplyAsync(() -> other.register(subject, schema));

                assertThat(one.register(subject, schema)).isEqualTo(there.get());
            }
        }
    }

    @Test
    void shouldBeInTroubleWhileTheRegistryIsDown() throws Exception {
        try (var schemas =
                new Schemas(Schemas.at(registry.url(), Map.of()).client(), registry.url(), Duration.ofMillis(500))) {
            var record =
                    SchemaBuilder.record("Known").fields().requiredLong("a").endRecord();
            int known = schemas.register("known-value", record);
            assertThat(schemas.byId(known)).contains(record);
            registry.close();

            assertThat(schemas.byId(known)).as("known by heart").contains(record);
            assertThatThrownBy(() -> schemas.byId(known + 1)).isInstanceOf(RegistryUnavailable.class);
            assertThat(schemas.trouble()).isPresent();

            registry = start();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(schemas.trouble()).isEmpty());
        }
    }

    /** Starts it on the port and the data that it had before. */
    private static RegistryProcess start() throws Exception {
        return RegistryProcess.start(Path.of(System.getProperty(RegistryProcess.HOME_PROPERTY)), data, port);
    }
}
