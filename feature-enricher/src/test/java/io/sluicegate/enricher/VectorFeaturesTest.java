package io.sluicegate.enricher;

import static io.sluicegate.enricher.Pictures.vector;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.enricher.domain.FeatureEngine;
import io.sluicegate.enricher.domain.FeaturesSchema;
import io.sluicegate.enricher.events.EventReader;
import io.sluicegate.enricher.events.UnreadableSchemas;
import io.sluicegate.enricher.offline.Backfill;
import io.sluicegate.enricher.offline.EventFile;
import io.sluicegate.enricher.offline.FeatureOutput;
import io.sluicegate.enricher.offline.FeaturesFile;
import io.sluicegate.enricher.stream.Enrich;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.RecordLimits;
import io.sluicegate.pipeline.catalogue.VectorForm.Element;
import io.sluicegate.pipeline.config.EventSettings.Unreadable;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.AvroWriter;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.deadletter.DeadLetter;
import io.sluicegate.runtime.deadletter.DeadLetters;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vectors through the enricher, online and offline. */
class VectorFeaturesTest {
    private static final Instant FAR_AHEAD = Instant.parse("2100-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private TestPipeline pipeline;
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> input;
    private TestOutputTopic<byte[], byte[]> features;
    private TestOutputTopic<byte[], byte[]> deadLetters;

    @BeforeEach
    void open() {
        pipeline = new TestPipeline("nowhere:9092", "mock://" + UUID.randomUUID(), folder);
    }

    @AfterEach
    void close() {
        driver.close();
        pipeline.close();
    }

    @Test
    void shouldGiveTheFeaturesThatABackfillOfAnyKindOfFileGives() throws IOException {
        var traffic = Pictures.traffic(200, 5, 3);
        start(Pictures.features(), Pictures.SCHEMA);
        var writer = featuresWriter(Pictures.features());
        var expected = new ArrayList<byte[]>();
        FeatureOutput output =
                vector -> expected.add(writer.write(schema(Pictures.features()).record(vector)));
        var summary = new Backfill(engine(Pictures.features(), Pictures.SCHEMA), FAR_AHEAD)
                .run("traffic", traffic.iterator(), output);

        driver.advanceWallClockTime(Duration.ofDays(1));
        var events = eventWriter(Pictures.SCHEMA);
        traffic.forEach(event -> send(event.get("cardId").toString(), events.write(event)));

        assertThat(features.readValuesToList()).containsExactlyElementsOf(expected);
        assertThat(backfilled(container(traffic), writer)).containsExactlyElementsOf(expected);
        assertThat(backfilled(lines(traffic), writer)).containsExactlyElementsOf(expected);
        assertThat(summary.rejected().get(ErrorCode.WRONG_TYPE)).isPositive();
        assertThat(deadLetters.readValuesToList())
                .hasSize(summary.rejected().get(ErrorCode.WRONG_TYPE).intValue());
    }

    @Test
    void shouldMakeADeadLetterOfAVectorOfAnotherLengthAndGoOn() {
        start(Pictures.features(), Pictures.SCHEMA);
        var events = eventWriter(Pictures.SCHEMA);

        send("c", events.write(Pictures.with("floats", List.of(1f))));
        send("c", events.write(Pictures.at("c", 1)));

        var letter = deadLetters.readRecord();
        assertThat(header(letter.headers().lastHeader(DeadLetter.CODE).value())).isEqualTo("WRONG_TYPE");
        assertThat(header(letter.headers().lastHeader(DeadLetter.MESSAGE).value()))
                .isEqualTo("the event's field floats has 1 elements; feature 'floats' takes 6, as float32 [2, 3]");
        assertThat(read(features.readValue()).get("pixels"))
                .isEqualTo(ByteBuffer.wrap(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, (byte) 128, (byte) 255}));
        assertThat(features.isEmpty()).isTrue();
    }

    @Test
    void shouldWriteAnImageInARecordThatIsHardlyLargerAndBuryTwoThatAreTooLargeTogether() {
        var schema = SchemaBuilder.record("Photo")
                .fields()
                .requiredString("transactionId")
                .requiredString("cardId")
                .requiredLong("occurredAt")
                .optionalBytes("photo")
                .optionalBytes("scan")
                .endRecord();
        var set = Declare.set(
                vector("photo", Element.UINT8, "photo", 3, 224, 224), vector("scan", Element.UINT8, "scan", 1_900_000));
        start(set, schema);
        var events = eventWriter(schema);

        send("c", events.write(photo(schema, new byte[150_528], null)));
        send("c", events.write(photo(schema, new byte[150_528], new byte[1_900_000])));

        assertThat(features.readValue()).hasSizeBetween(150_528, 150_528 + 200);
        assertThat(features.isEmpty()).isTrue();
        var letter = deadLetters.readRecord();
        assertThat(header(letter.headers().lastHeader(DeadLetter.CODE).value())).isEqualTo("TOO_LARGE");
        assertThat(header(letter.headers().lastHeader(DeadLetter.MESSAGE).value()))
                .endsWith("may take " + RecordLimits.DERIVED + "; see which of its texts or vectors is that long");
    }

    private static GenericRecord photo(Schema schema, byte[] photo, byte[] scan) {
        var event = new GenericData.Record(schema);
        event.put("transactionId", "t");
        event.put("cardId", "c");
        event.put("occurredAt", Cards.NOON.toEpochMilli());
        event.put("photo", ByteBuffer.wrap(photo));
        event.put("scan", scan == null ? null : ByteBuffer.wrap(scan));
        return event;
    }

    private List<byte[]> backfilled(Path events, AvroWriter<GenericRecord> writer) throws IOException {
        var engine = engine(Pictures.features(), Pictures.SCHEMA);
        var out = folder.resolve("features.avro");
        try (var file = EventFile.open(events, engine.needs());
                var output = FeaturesFile.create(out, schema(Pictures.features()))) {
            var unused = new Backfill(engine, FAR_AHEAD).run("traffic", file, output);
        }
        try (var read = new DataFileReader<GenericRecord>(out.toFile(), new GenericDatumReader<>())) {
            var records = new ArrayList<byte[]>();
            read.forEach(record -> records.add(writer.write(record)));
            return records;
        }
    }

    private Path container(List<GenericRecord> events) throws IOException {
        var file = folder.resolve("events.avro");
        try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(Pictures.SCHEMA))) {
            writer.create(Pictures.SCHEMA, file.toFile());
            for (var event : events) {
                writer.append(event);
            }
        }
        return file;
    }

    private Path lines(List<GenericRecord> events) throws IOException {
        var lines = new ArrayList<String>();
        for (var event : events) {
            var bytes = new ByteArrayOutputStream();
            var encoder = EncoderFactory.get().jsonEncoder(Pictures.SCHEMA, bytes, false);
            new GenericDatumWriter<GenericRecord>(Pictures.SCHEMA).write(event, encoder);
            encoder.flush();
            lines.add(bytes.toString(UTF_8));
        }
        return Files.write(folder.resolve("events.jsonl"), lines);
    }

    private void start(FeatureSet set, Schema event) {
        var metrics = new PipelineMetrics(new SimpleMeterRegistry(), "fraud");
        var engine = engine(set, event);
        var schema = schema(set);
        var writer = featuresWriter(set);
        var enrich = new Enrich(
                engine,
                new EventReader(pipeline.clients.schemas(), engine.needs()),
                new UnreadableSchemas(Unreadable.HOLD, id -> true, () -> {}),
                vector -> writer.write(schema.record(vector)),
                new DeadLetters(EnricherStage.NAME, metrics),
                new EnricherMetrics(metrics, set.fingerprint()));
        driver = new TopologyTestDriver(
                new EnricherTopology(TestPipeline.EVENTS, TestPipeline.FEATURES, enrich).build(),
                properties(),
                Cards.NOON.plus(Duration.ofHours(1)));
        input = driver.createInputTopic(TestPipeline.EVENTS, new ByteArraySerializer(), new ByteArraySerializer());
        features = driver.createOutputTopic(
                TestPipeline.FEATURES, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        deadLetters = driver.createOutputTopic(
                TestPipeline.DEAD_LETTERS, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Properties properties() {
        var properties = pipeline.clients.streamsProperties("test");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        return properties;
    }

    private FeatureEngine engine(FeatureSet set, Schema event) {
        return FeatureEngine.of(set, Declare.CARD_EVENTS, event);
    }

    private static FeaturesSchema schema(FeatureSet set) {
        return FeaturesSchema.of("fraud", set);
    }

    private AvroWriter<GenericRecord> featuresWriter(FeatureSet set) {
        return pipeline.clients
                .serdes()
                .writer(AvroSerdes.subject(TestPipeline.FEATURES), schema(set).schema());
    }

    private AvroWriter<GenericRecord> eventWriter(Schema schema) {
        return pipeline.clients.serdes().writer(AvroSerdes.subject(TestPipeline.EVENTS), schema);
    }

    private GenericRecord read(byte[] value) {
        return ((Decoded<GenericRecord>)
                        pipeline.clients.serdes().genericReader().read(value))
                .value();
    }

    private void send(String key, byte[] value) {
        input.pipeInput(key.getBytes(UTF_8), value);
    }

    private static String header(byte[] value) {
        return new String(value, UTF_8);
    }
}
