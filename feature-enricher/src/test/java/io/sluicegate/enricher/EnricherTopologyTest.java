package io.sluicegate.enricher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.sluicegate.enricher.domain.Event;
import io.sluicegate.enricher.domain.FeatureEngine;
import io.sluicegate.enricher.domain.Position;
import io.sluicegate.enricher.events.EventReader;
import io.sluicegate.enricher.events.UnreadableSchemas;
import io.sluicegate.enricher.offline.Backfill;
import io.sluicegate.enricher.offline.FeatureOutput;
import io.sluicegate.enricher.stream.Enrich;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.config.EventSettings.Unreadable;
import io.sluicegate.runtime.binary.UnreadableState;
import io.sluicegate.runtime.deadletter.DeadLetter;
import io.sluicegate.runtime.deadletter.DeadLetters;
import io.sluicegate.runtime.deadletter.UnexpectedErrors;
import io.sluicegate.runtime.kafka.AvroSerdes;
import io.sluicegate.runtime.kafka.AvroWriter;
import io.sluicegate.runtime.kafka.Decoding.Decoded;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnricherTopologyTest {
    private static final Instant APPENDED = Instant.parse("2026-03-01T12:00:05Z");

    private static final Instant FAR_AHEAD = Instant.parse("2100-01-01T00:00:00Z");

    private final AtomicInteger holds = new AtomicInteger();
    private TestPipeline pipeline;
    private UnreadableSchemas unreadable;
    private Path folder;
    private AvroWriter<GenericRecord> events;
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> input;
    private TestOutputTopic<byte[], byte[]> features;
    private TestOutputTopic<byte[], byte[]> deadLetters;

    @BeforeEach
    void start(@TempDir Path data) {
        folder = data;
        pipeline = new TestPipeline("nowhere:9092", "mock://" + UUID.randomUUID(), data);
        events = pipeline.eventWriter();
        unreadable = unreadable(Unreadable.HOLD);
        driver = new TopologyTestDriver(topology(), properties(data), Cards.NOON.plus(Duration.ofHours(9)));
        input = driver.createInputTopic(TestPipeline.EVENTS, new ByteArraySerializer(), new ByteArraySerializer());
        features = output(TestPipeline.FEATURES);
        deadLetters = output(TestPipeline.DEAD_LETTERS);
    }

    @AfterEach
    void stop() {
        driver.close();
        pipeline.close();
    }

    @Test
    void shouldKeepItsNames() {
        assertThat(topology().describe()).hasToString("""
                        Topologies:
                           Sub-topology: 0
                            Source: events (topics: [fraud.events])
                              --> enrich
                            Processor: enrich (stores: [entity-states])
                              --> dead-letters, features
                              <-- events
                            Sink: dead-letters (topic: fraud.events.dlq)
                              <-- enrich
                            Sink: features (topic: fraud.features)
                              <-- enrich

                        """);
    }

    @Test
    void shouldWriteFeaturesUnderTheEntitysKeyWithTraceAndTimeOfAppend() {
        var headers = new RecordHeaders().add("traceparent", bytes("00-1-2-01")).add("other", bytes("x"));

        input.pipeInput(new TestRecord<>(bytes("c"), events.write(Cards.at("c", 0, 12.5)), headers, APPENDED));

        var record = features.readRecord();
        assertThat(record.key()).asString(UTF_8).isEqualTo("c");
        assertThat(record.headers())
                .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .containsExactly("traceparent=00-1-2-01", "sluicegate.ingested=" + APPENDED.toEpochMilli());
        assertThat(read(record.value())).satisfies(written -> {
            assertThat(written.getSchema().getFullName()).isEqualTo("io.sluicegate.features.fraud.Features");
            assertThat(written.get("eventTime")).isEqualTo(Cards.NOON.toEpochMilli());
            assertThat(written.get("featureSet"))
                    .isEqualTo(pipeline.config.features().fingerprint());
            assertThat(written.get("amount")).isEqualTo(12.5);
            assertThat(written.get("device_age_days")).isNull();
            assertThat(written.get("count_1h")).isEqualTo(1L);
        });
        assertThat(deadLetters.isEmpty()).isTrue();
    }

    @Test
    void shouldTakeAnEventWithoutTimestampAsReadNow() {
        var untimed = driver.createInputTopic(
                TestPipeline.EVENTS,
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                Instant.ofEpochMilli(-1),
                Duration.ZERO);
        var before = System.currentTimeMillis();

        untimed.pipeInput(bytes("c"), events.write(Cards.at("c", 0, 12.5)));

        var record = features.readRecord();
        assertThat(read(record.value()).get("eventTime")).isEqualTo(Cards.NOON.toEpochMilli());
        assertThat(new String(record.headers().lastHeader("sluicegate.ingested").value(), UTF_8))
                .satisfies(
                        ingested -> assertThat(Long.parseLong(ingested)).isBetween(before, System.currentTimeMillis()));
    }

    @Test
    void shouldCountTheEventsOnWhichAnExpressionFails() {
        var aged = Cards.at("c", 1, 1);
        aged.put("deviceAgeDays", 730.0);

        send("c", events.write(Cards.at("c", 0, 1)));
        send("c", events.write(aged));

        assertThat(features.readValuesToList())
                .extracting(value -> read(value).get("device_age_years"))
                .containsExactly(null, 2.0);
        assertThat(pipeline.meters
                        .find(Metric.ENRICHER_EXPRESSION_FAILURES.id())
                        .counters())
                .singleElement()
                .satisfies(
                        counter -> assertThat(counter.getId().getTag("feature")).isEqualTo("device_age_years"))
                .satisfies(counter -> assertThat(counter.count()).isEqualTo(1));
    }

    @Test
    void shouldCountTheWindowsThatAnInstanceWithAnotherFeatureSetDidNotKeep() {
        send("c", events.write(Cards.at("c", 0, 1)));
        assertThat(windowsBegun()).isZero();

        driver.<byte[], byte[]>getKeyValueStore(Enrich.STATES).put(bytes("c"), stateOfAnotherFeatureSet());
        send("c", events.write(Cards.at("c", 2, 1)));
        send("c", events.write(Cards.at("c", 3, 1)));

        assertThat(windowsBegun()).isEqualTo(4);
        assertThat(features.readValuesToList())
                .extracting(value -> read(value).get("count_5m"), value -> read(value)
                        .get("count_1h"))
                .containsExactly(tuple(1L, 1L), tuple(2L, 1L), tuple(3L, 2L));
        assertThat(pipeline.meters
                        .get(Metric.ENRICHER_FEATURE_SET.id())
                        .tag("fingerprint", pipeline.config.features().fingerprint())
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    private double windowsBegun() {
        return pipeline.meters.get(Metric.ENRICHER_WINDOWS_BEGUN.id()).counter().count();
    }

    /** Of one event, counted in one of the windows only. */
    private static byte[] stateOfAnotherFeatureSet() {
        var other = FeatureEngine.of(
                Declare.set(Declare.count("count_5m", Duration.ofMinutes(5))), Declare.CARD_EVENTS, Cards.SCHEMA);
        var event = (Event) other.admit("c", Cards.at("c", 1, 1), new Position("events", 0, 0), Long.MAX_VALUE);
        return other.compute(null, event).state();
    }

    @Test
    void shouldGiveTheFeaturesThatABackfillGives() {
        var traffic = Cards.traffic(2_000, 7, 1);
        var expected = new ArrayList<byte[]>();
        var writer = pipeline.featuresWriter();
        FeatureOutput output =
                vector -> expected.add(writer.write(pipeline.featuresSchema().record(vector)));
        new Backfill(pipeline.engine(), FAR_AHEAD).run("traffic", traffic.iterator(), output);

        driver.advanceWallClockTime(Duration.ofDays(1));
        traffic.forEach(event -> input.pipeInput(bytes(event.get("cardId").toString()), events.write(event)));

        assertThat(features.readValuesToList()).containsExactlyElementsOf(expected);
    }

    @Test
    void shouldReadEventsOfAnOlderSchema() {
        var fields = Cards.SCHEMA.getFields().stream()
                .filter(field -> !field.name().equals("deviceAgeDays"))
                .map(field -> new Schema.Field(field.name(), field.schema()))
                .toList();
        var older = Schema.createRecord(Cards.SCHEMA.getName(), null, Cards.SCHEMA.getNamespace(), false, fields);
        var event = Cards.at("c", 0, 3);
        var old = new GenericData.Record(older);
        older.getFields().forEach(field -> old.put(field.name(), event.get(field.name())));

        send("c", pipeline.clients.serdes().writer("elsewhere-value", older).write(old));

        assertThat(read(features.readValue()).get("amount")).isEqualTo(3.0);
    }

    @Test
    void shouldReadWhatItNeedsOfEventsOfANewerSchema() {
        var withoutMerchant = changed(fields -> fields.remove("merchantId"));
        var withEnum = changed(fields ->
                fields.put("category", SchemaBuilder.enumeration("Category").symbols("crypto")));
        var narrower = changed(fields -> fields.put("amount", Schema.create(Schema.Type.INT)));

        for (var schema : List.of(withoutMerchant, withEnum, narrower)) {
            send("c", written(schema));
        }

        assertThat(deadLetters.isEmpty()).isTrue();
        assertThat(features.readValuesToList())
                .extracting(value -> read(value).get("amount"))
                .containsExactly(3.0, 3.0, 3.0);
    }

    @Test
    void shouldHoldAtAnEventWhoseSchemaLacksWhatItNeeds() {
        var event = written(changed(fields -> fields.remove("amount")));

        assertThatThrownBy(() -> send("c", event)).isInstanceOf(TaskMigratedException.class);

        assertThat(deadLetters.isEmpty()).isTrue();
        assertThat(holds).hasValue(1);
        assertThat(unreadable.count()).isOne();
        assertThat(unreadable.trouble())
                .get()
                .asString()
                .matches(
                        "events of schema \\d+ can't be read: the field amount is gone; change the features that need it,"
                                + " or set events.unreadable to dead-letter, and start again");
    }

    @Test
    void shouldMakeDeadLettersOfEventsThatItCannotReadWhereThatIsThePolicyAndSaySo() {
        restart(Unreadable.DEAD_LETTER);
        var event = written(changed(fields -> fields.put("amount", Schema.create(Schema.Type.STRING))));

        send("c", event);

        assertDeadLetter(ErrorCode.UNREADABLE_SCHEMA, "c", event);
        assertThat(holds).hasValue(0);
        assertThat(unreadable.trouble())
                .get()
                .asString()
                .contains("the field amount is a string, the features were made for a double; they are dead letters");
    }

    @Test
    void shouldNotHoldAtARecordOfSomethingElse() {
        var label =
                SchemaBuilder.record("Label").fields().requiredString("entity").endRecord();
        var record = new GenericData.Record(label);
        record.put("entity", "c");
        var value = pipeline.clients.serdes().writer("labels-value", label).write(record);

        send("c", value);

        assertDeadLetter(ErrorCode.UNREADABLE_SCHEMA, "c", value);
        assertThat(unreadable.trouble()).isEmpty();
        assertThat(unreadable.count()).isZero();
    }

    /** The card events' schema with other fields, as the registry has accepted it for them. */
    private Schema changed(Consumer<Map<String, Schema>> change) {
        var types = new LinkedHashMap<String, Schema>();
        Cards.SCHEMA.getFields().forEach(field -> types.put(field.name(), field.schema()));
        change.accept(types);
        var fields = types.entrySet().stream()
                .map(field -> new Schema.Field(field.getKey(), field.getValue()))
                .toList();
        return Schema.createRecord(Cards.SCHEMA.getName(), null, Cards.SCHEMA.getNamespace(), false, fields);
    }

    private byte[] written(Schema schema) {
        var event = Cards.at("c", 0, 3);
        var record = new GenericData.Record(schema);
        for (var field : schema.getFields()) {
            var value = event.get(field.name());
            record.put(
                    field.pos(),
                    switch (field.schema().getType()) {
                        case ENUM -> new GenericData.EnumSymbol(field.schema(), "crypto");
                        case INT -> ((Double) value).intValue();
                        case STRING -> value.toString();
                        default -> value;
                    });
        }
        return pipeline.writtenByOthers(record);
    }

    private void restart(Unreadable policy) {
        driver.close();
        unreadable = unreadable(policy);
        driver = new TopologyTestDriver(topology(), properties(folder), Cards.NOON.plus(Duration.ofHours(9)));
        input = driver.createInputTopic(TestPipeline.EVENTS, new ByteArraySerializer(), new ByteArraySerializer());
        features = output(TestPipeline.FEATURES);
        deadLetters = output(TestPipeline.DEAD_LETTERS);
    }

    private UnreadableSchemas unreadable(Unreadable policy) {
        return new UnreadableSchemas(
                policy,
                id -> pipeline.clients.schemas().has(AvroSerdes.subject(TestPipeline.EVENTS), id),
                holds::incrementAndGet);
    }

    @Test
    void shouldRefuseBytesThatAreNoRecord() {
        var cut = events.write(Cards.at("c", 0, 1));

        send("c", bytes("{}"));
        assertDeadLetter(ErrorCode.UNDECODABLE, "c", bytes("{}"));

        send("c", Arrays.copyOf(cut, cut.length - 3));
        assertDeadLetter(ErrorCode.UNDECODABLE, "c", Arrays.copyOf(cut, cut.length - 3));
    }

    @Test
    void shouldRefuseARecordWithoutValue() {
        send("c", null);

        assertDeadLetter(ErrorCode.UNDECODABLE, "c", null);
    }

    @Test
    void shouldRefuseASchemaThatTheRegistryDoesNotKnow() {
        var unknown = ByteBuffer.allocate(6).put((byte) 0).putInt(4711).array();

        send("c", unknown);

        assertDeadLetter(ErrorCode.UNKNOWN_SCHEMA, "c", unknown);
    }

    @Test
    void shouldRefuseAnEventWithoutARequiredField() {
        var value = events.write(Cards.at("c", 0, Double.NaN));

        send("c", value);

        assertDeadLetter(ErrorCode.MISSING_FIELD, "c", value);
    }

    @Test
    void shouldRefuseAnEventWithoutKey() {
        var value = events.write(Cards.at("c", 0, 1));

        input.pipeInput(null, value);

        assertDeadLetter(ErrorCode.NULL_KEY, null, value);
    }

    @Test
    void shouldRefuseAnEventWithAnothersKey() {
        var value = events.write(Cards.at("c", 0, 1));

        send("d", value);

        assertDeadLetter(ErrorCode.KEY_MISMATCH, "d", value);
    }

    @Test
    void shouldRefuseAnEventFromTheFuture() {
        var value =
                events.write(Cards.at("c", Duration.ofHours(10).plusMillis(1).toMillis() / 1000.0, 1));

        send("c", value);

        assertDeadLetter(ErrorCode.FUTURE_EVENT, "c", value);
    }

    @Test
    void shouldKeepTheHeadersOfADeadLetterAndCountIt() {
        var headers = new RecordHeaders().add("traceparent", bytes("00-1-2-01"));

        input.pipeInput(new TestRecord<>(bytes("c"), bytes("?"), headers, APPENDED));

        assertThat(deadLetters.readRecord().headers())
                .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .contains(
                        "traceparent=00-1-2-01",
                        DeadLetter.STAGE + "=feature-enricher",
                        DeadLetter.TOPIC + "=fraud.events",
                        DeadLetter.PARTITION + "=0",
                        DeadLetter.OFFSET + "=0");
        assertThat(pipeline.meters.get(Metric.DEAD_LETTERS.id()).counter().count())
                .isEqualTo(1);
    }

    @Test
    void shouldGoOnAfterADeadLetterAsIfItHadNotBeen() {
        send("c", events.write(Cards.at("c", 0, 1)));
        send("d", events.write(Cards.at("c", 1, 1)));
        send("c", events.write(Cards.at("c", 2, 1)));

        assertThat(features.readValuesToList())
                .extracting(value -> read(value).get("count_5m"))
                .containsExactly(1L, 2L);
    }

    @Test
    void shouldFailInsteadOfBlamingTheEventForAnUnreadableState() {
        driver.<byte[], byte[]>getKeyValueStore(Enrich.STATES).put(bytes("c"), bytes("2"));

        assertThatThrownBy(() -> send("c", events.write(Cards.at("c", 0, 1))))
                .hasRootCauseInstanceOf(UnreadableState.class)
                .rootCause()
                .hasMessageContaining("the state in entity-states can't be read: a value has version 25");
        assertThat(deadLetters.isEmpty()).isTrue();
    }

    private void assertDeadLetter(ErrorCode code, String key, byte[] value) {
        assertThat(features.isEmpty()).isTrue();
        var letter = deadLetters.readRecord();
        assertThat(letter.key()).isEqualTo(key == null ? null : bytes(key));
        assertThat(letter.value()).isEqualTo(value);
        assertThat(letter.headers().lastHeader(DeadLetter.CODE).value())
                .asString(UTF_8)
                .isEqualTo(code.name());
        assertThat(deadLetters.isEmpty()).isTrue();
    }

    private void send(String key, byte[] value) {
        input.pipeInput(bytes(key), value);
    }

    private GenericRecord read(byte[] value) {
        return ((Decoded<GenericRecord>)
                        pipeline.clients.serdes().genericReader().read(value))
                .value();
    }

    private Topology topology() {
        var schema = pipeline.featuresSchema();
        var writer = pipeline.featuresWriter();
        var enrich = new Enrich(
                pipeline.engine(),
                new EventReader(pipeline.clients.schemas(), pipeline.engine().needs()),
                unreadable,
                vector -> writer.write(schema.record(vector)),
                new DeadLetters(EnricherStage.NAME, pipeline.context().metrics()),
                new EnricherMetrics(
                        pipeline.context().metrics(), pipeline.config.features().fingerprint()));
        return new EnricherTopology(TestPipeline.EVENTS, TestPipeline.FEATURES, enrich).build();
    }

    private Properties properties(Path data) {
        var properties = pipeline.clients.streamsProperties("test");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, data.toString());
        properties.put(
                UnexpectedErrors.LETTERS,
                new DeadLetters(EnricherStage.NAME, pipeline.context().metrics()));
        properties.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, TestPipeline.DEAD_LETTERS);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, UnexpectedErrors.class);
        return properties;
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
