package io.sluicegate.runtime.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Label;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.avro.Decoding.Rejected;
import io.sluicegate.runtime.registry.IncompatibleSchema;
import io.sluicegate.runtime.registry.RegistryUnavailable;
import io.sluicegate.runtime.registry.Schemas;
import io.sluicegate.runtime.registry.UnknownSchemas;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AvroSerdesTest {
    private static final String SCOPE = AvroSerdesTest.class.getSimpleName();
    private static final String URL = "mock://" + SCOPE;
    private static final Schema PERSON = SchemaBuilder.record("Person")
            .fields()
            .requiredString("name")
            .name("tags")
            .type()
            .map()
            .values()
            .stringType()
            .noDefault()
            .requiredLong("born")
            .endRecord();

    private Schemas schemas;
    private AvroSerdes serdes;

    @BeforeEach
    void connect() {
        schemas = Schemas.at(URL, Map.of());
        serdes = new AvroSerdes(schemas);
    }

    @AfterEach
    void forget() {
        MockSchemaRegistry.dropScope(SCOPE);
    }

    @Test
    void shouldReadWhatItWrote() {
        var serde = serdes.specific(Label.class);

        var bytes = serde.serializer().serialize("p.labels", label());

        assertThat(serde.deserializer().deserialize("p.labels", bytes)).isEqualTo(label());
        assertThat(schemas.latest("p.labels-value")).contains(Label.getClassSchema());
    }

    @Test
    void shouldPassNullOn() {
        var serde = serdes.specific(Label.class);

        assertThat(serde.serializer().serialize("p.labels", null)).isNull();
        assertThat(serde.deserializer().deserialize("p.labels", null)).isNull();
    }

    @Test
    void shouldSpeakAsConfluentsOwnClientDoes() {
        var settings = Map.of("schema.registry.url", URL);
        try (var theirs = new KafkaAvroDeserializer(schemas.client(), settings);
                var writer = new KafkaAvroSerializer(schemas.client(), settings)) {
            var ours = serdes.specific(Label.class).serializer().serialize("p.labels", label());

            var read = (GenericRecord) theirs.deserialize("p.labels", ours);
            var written = writer.serialize("p.labels", label());

            assertThat(read.get("eventId")).hasToString("e1");
            assertThat(serdes.reader(Label.class).read(written)).isEqualTo(new Decoded<>(label()));
        }
    }

    @Test
    void shouldReadGenericRecordsWithPlainStringsAndLongs() {
        var person = new GenericRecordBuilder(PERSON)
                .set("name", "Ada")
                .set("tags", Map.of("a", "b"))
                .set("born", 1815L)
                .build();

        var bytes = serdes.writer("people-value", PERSON).write((GenericRecord) person);
        var read = ((Decoded<GenericRecord>) serdes.genericReader().read(bytes)).value();

        assertThat(read.get("name")).isEqualTo("Ada");
        assertThat(read.get("tags")).isEqualTo(Map.of("a", "b"));
        assertThat(read.get("born")).isEqualTo(1815L);
    }

    @Test
    void shouldTakeALengthBeyondAllBoundsForNoRecord() {
        var whole = serdes.writer("p.labels-value", Label.class).write(label());
        var huge = new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 1};
        var bytes = ByteBuffer.allocate(WireFormat.HEADER + huge.length)
                .put(whole, 0, WireFormat.HEADER)
                .put(huge)
                .array();

        assertThat(serdes.reader(Label.class).read(bytes))
                .isInstanceOfSatisfying(
                        Rejected.class, it -> assertThat(it.rejection().code()).isEqualTo(ErrorCode.UNDECODABLE));
        assertThat(serdes.genericReader().read(bytes)).isInstanceOf(Rejected.class);
    }

    /** A deployment as it was before it had arms. */
    @Test
    void shouldSayWhatToDoAboutARecordInAFormThatItCannotRead() {
        var before = SchemaBuilder.record("Deployment")
                .namespace("io.sluicegate.records")
                .fields()
                .requiredString("pipeline")
                .requiredLong("revision")
                .endRecord();
        var old = new GenericRecordBuilder(before)
                .set("pipeline", "p")
                .set("revision", 7L)
                .build();

        var bytes = serdes.writer("old-value", before).write((GenericRecord) old);

        assertThat(serdes.reader(Deployment.class).read(bytes)).isInstanceOfSatisfying(Rejected.class, it -> {
            assertThat(it.rejection().code()).isEqualTo(ErrorCode.UNDECODABLE);
            assertThat(it.rejection().message())
                    .contains("a form that this version can't read", "field 'arms'", "'Upgrading' in CHANGELOG.md");
        });
    }

    @Test
    void shouldReadThroughSeveralThreadsAtOnce() {
        var reader = serdes.reader(Label.class);
        var bytes = serdes.writer("p.labels-value", Label.class).write(label());

        var read = java.util.stream.IntStream.range(0, 20_000)
                .parallel()
                .mapToObj(i -> reader.read(bytes))
                .distinct()
                .toList();

        assertThat(read).containsExactly(new Decoded<>(label()));
    }

    @Test
    void shouldSayWhyBytesAreNoRecord() {
        var whole = serdes.writer("p.labels-value", Label.class).write(label());

        for (var bytes : List.of(
                new byte[0],
                "plain text".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Arrays.copyOf(whole, whole.length - 3),
                Arrays.copyOf(whole, whole.length + 1))) {
            assertThat(serdes.reader(Label.class).read(bytes)).isInstanceOfSatisfying(Rejected.class, it -> assertThat(
                            it.rejection().code())
                    .isEqualTo(ErrorCode.UNDECODABLE));
            assertThat(serdes.genericReader().read(bytes)).isInstanceOf(Rejected.class);
        }
        assertThat(serdes.reader(Label.class).read(null)).isInstanceOf(Rejected.class);
    }

    @Test
    void shouldRefuseARecordOfOursThatIsTooLargeToBeWrittenOn() {
        var large = label();
        large.setEventId("x".repeat(3_000_001));

        var bytes = serdes.writer("p.labels-value", Label.class).write(large);

        assertThat(serdes.reader(Label.class).read(bytes))
                .isInstanceOfSatisfying(
                        Rejected.class, it -> assertThat(it.rejection().code()).isEqualTo(ErrorCode.TOO_LARGE));
        assertThat(serdes.specific(Label.class).deserializer().deserialize("p.labels", bytes))
                .isEqualTo(large);
    }

    @Test
    void shouldSayThatASchemaIsUnknown() {
        var bytes = ByteBuffer.allocate(9).put((byte) 0).putInt(4711).array();

        assertThat(serdes.genericReader().read(bytes))
                .isEqualTo(Decoding.rejected(ErrorCode.UNKNOWN_SCHEMA, "the registry has no Avro schema with id 4711"));
        assertThat(schemas.trouble()).isEmpty();
        assertThatThrownBy(() -> serdes.specific(Label.class).deserializer().deserialize("p.labels", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("p.labels")
                .hasMessageContaining("4711");
    }

    @Test
    void shouldRefuseAnIncompatibleSchema() {
        var before = SchemaBuilder.record("R").fields().requiredLong("a").endRecord();
        var after = SchemaBuilder.record("R").fields().requiredString("a").endRecord();
        serdes.writer("r-value", before);

        assertThatThrownBy(() -> serdes.writer("r-value", after))
                .isInstanceOf(IncompatibleSchema.class)
                .hasMessageContaining("r-value")
                .hasMessageContaining("field 'a'")
                .hasMessageContaining("change it compatibly");
    }

    @Test
    void shouldWaitForARegistryThatDoesNotAnswerAndSaySo() throws IOException {
        var down = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        var url = "http://127.0.0.1:" + down.getAddress().getPort();
        down.createContext("/", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        down.start();
        try (var lost = new Schemas(Schemas.at(url, Map.of()).client(), url, Duration.ofMillis(600))) {
            assertThatThrownBy(() -> lost.byId(1))
                    .isInstanceOf(RegistryUnavailable.class)
                    .isInstanceOf(RetriableException.class)
                    .hasMessageContaining(url)
                    .hasMessageContaining("check that it runs");
            assertThat(lost.trouble())
                    .hasValueSatisfying(trouble -> assertThat(trouble).contains(url));
        } finally {
            down.stop(0);
        }
    }

    @Test
    void shouldNotTakeAPageThatIsNotFoundForASchemaThatIsNotThere() throws IOException {
        assertThatThrownBy(() -> answered(404, "<html>no such page</html>", it -> it.byId(1)))
                .isInstanceOf(RegistryUnavailable.class);
        assertThat(answered(404, "{\"error_code\":40403,\"message\":\"no schema\"}", it -> it.byId(1)))
                .isEmpty();
    }

    /** As behind a replica that lags. */
    @Test
    void shouldHoldARecordWhoseSchemaTheRegistryDoesNotHaveYet() throws Exception {
        var bytes = ByteBuffer.allocate(9).put((byte) 0).putInt(1).array();
        var lagging = new UnknownSchemas(Duration.ofSeconds(60), System::nanoTime);
        try (var late = new Schemas(Schemas.at(URL, Map.of()).client(), URL, Duration.ofMillis(1), lagging)) {
            var reader = new AvroSerdes(late).genericReader();

            assertThatThrownBy(() -> reader.read(bytes))
                    .isInstanceOf(RegistryUnavailable.class)
                    .hasMessageContaining("no schema with id 1");
            assertThat(late.trouble()).isPresent();

            schemas.client().register("late-value", new AvroSchema(Schema.create(Schema.Type.INT)));
            assertThat(late.byId(1)).contains(Schema.create(Schema.Type.INT));
            assertThat(late.trouble()).isEmpty();
        }
    }

    @Test
    void shouldTakeASchemaThatIsNoAvroForNone() throws IOException {
        for (var schema : List.of(
                "{\"schemaType\":\"PROTOBUF\",\"schema\":\"message M {}\"}",
                "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}",
                "{\"schema\":\"no schema\"}",
                "{\"schema\":\"{\\\"type\\\":\\\"unheard-of\\\"}\"}")) {
            assertThat(answered(200, schema, it -> {
                        var answer = it.byId(1);
                        assertThat(it.trouble()).isEmpty();
                        return answer;
                    }))
                    .as(schema)
                    .isEmpty();
        }
    }

    @Test
    void shouldWaitForAReferenceOfASchemaThatCannotBeFetched() {
        var schema = "{\"schema\":\"\\\"Other\\\"\",\"references\":"
                + "[{\"name\":\"Other\",\"subject\":\"other-value\",\"version\":1}]}";

        assertThatThrownBy(() -> answered("/schemas/ids/", 200, schema, it -> it.byId(1)))
                .isInstanceOf(RegistryUnavailable.class);
    }

    @Test
    void shouldNotShowTheRegistrysPassword() {
        var url = "http://ada:secret@127.0.0.1:1";
        try (var lost = new Schemas(Schemas.at(url, Map.of()).client(), url, Duration.ZERO)) {
            assertThatThrownBy(() -> lost.byId(1))
                    .hasMessageContaining("http://127.0.0.1:1")
                    .hasMessageNotContaining("secret");
        }
    }

    private static Optional<Schema> answered(int status, String body, Function<Schemas, Optional<Schema>> question)
            throws IOException {
        return answered("/", status, body, question);
    }

    private static Optional<Schema> answered(
            String path, int status, String body, Function<Schemas, Optional<Schema>> question) throws IOException {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext(path, exchange -> {
            var bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try (var asked = new Schemas(Schemas.at(url, Map.of()).client(), url, Duration.ofMillis(300))) {
            return question.apply(asked);
        } finally {
            server.stop(0);
        }
    }

    private static Label label() {
        var label = new Label();
        label.setEventId("e1");
        label.setEntity("card-1");
        label.setPositive(true);
        label.setKnownAt(Instant.ofEpochMilli(1_000));
        label.setEventTime(Instant.ofEpochMilli(500));
        return label;
    }
}
