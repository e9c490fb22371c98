package io.sluicegate.enricher.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.enricher.Cards;
import io.sluicegate.enricher.Declare;
import io.sluicegate.enricher.domain.EventNeeds;
import io.sluicegate.enricher.domain.FeatureEngine;
import io.sluicegate.enricher.domain.FeatureVector;
import io.sluicegate.enricher.domain.FeaturesSchema;
import io.sluicegate.enricher.domain.Position;
import io.sluicegate.enricher.domain.Rejected;
import io.sluicegate.enricher.offline.Backfill.Summary;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackfillTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void shouldComputeEachEntityInOrder() {
        var vectors = new ArrayList<FeatureVector>();

        var summary = backfill()
                .run(
                        "f",
                        List.of(Cards.at("a", 0, 1), Cards.at("b", 1, 2), Cards.at("a", 2, 4))
                                .iterator(),
                        vectors::add);

        assertThat(summary).isEqualTo(new Summary(3, Map.of()));
        assertThat(vectors).extracting(FeatureVector::entity).containsExactly("a", "b", "a");
        assertThat(vectors).extracting(vector -> vector.values().get(spend())).containsExactly(1.0, 2.0, 5.0);
    }

    @Test
    void shouldGoOnWithTheNextFile() {
        var vectors = new ArrayList<FeatureVector>();
        var backfill = backfill();

        backfill.run("f", List.of(Cards.at("a", 0, 1)).iterator(), vectors::add);
        backfill.run("g", List.of(Cards.at("a", 2, 4)).iterator(), vectors::add);

        assertThat(vectors).extracting(vector -> vector.values().get(spend())).containsExactly(1.0, 5.0);
    }

    @Test
    void shouldSayWhichEventsHaveNoFeaturesAndWhy() {
        var rejected = new ArrayList<String>();
        var output = new FeatureOutput() {
            @Override
            public void features(FeatureVector features) {}

            @Override
            public void rejected(Position position, Rejected why) {
                rejected.add(position.topic() + "@" + position.offset() + " "
                        + why.rejection().code());
            }
        };
        var events = List.of(Cards.at("a", 0, Double.NaN), Cards.at("a", 1, 1), Cards.at("a", 1e6, 1));

        var summary = backfill().run("f", events.iterator(), output);

        assertThat(summary).isEqualTo(new Summary(3, Map.of(ErrorCode.MISSING_FIELD, 1L, ErrorCode.FUTURE_EVENT, 1L)));
        assertThat(summary.computed()).isEqualTo(1);
        assertThat(rejected).containsExactly("f@0 MISSING_FIELD", "f@2 FUTURE_EVENT");
    }

    @Test
    void shouldGiveTheSameFromBothKindsOfFile() throws IOException {
        var traffic = Cards.traffic(200, 5, 2);
        var expected = new ArrayList<FeatureVector>();
        backfill().run("f", traffic.iterator(), expected::add);

        assertThat(vectors(container(traffic))).isEqualTo(expected);
        assertThat(vectors(lines(traffic))).isEqualTo(expected);
    }

    @Test
    void shouldWriteTheRecordsOfTheFeaturesTopic() throws IOException {
        var schema = FeaturesSchema.of("fraud", Declare.cardFeatures());
        var file = folder.resolve("features.avro");
        var vectors = new ArrayList<FeatureVector>();

        try (var output = FeaturesFile.create(file, schema)) {
            backfill().run("f", Cards.traffic(50, 3, 3).iterator(), output);
        }
        backfill().run("f", Cards.traffic(50, 3, 3).iterator(), vectors::add);

        try (var reader = new DataFileReader<GenericRecord>(file.toFile(), new GenericDatumReader<>())) {
            assertThat(reader.iterator())
                    .toIterable()
                    .extracting(Object::toString)
                    .containsExactlyElementsOf(vectors.stream()
                            .map(vector -> schema.record(vector).toString())
                            .toList());
        }
    }

    @Test
    void shouldNameTheLineThatIsNoEvent() throws IOException {
        var file = lines(Cards.traffic(2, 1, 4));
        Files.writeString(file, Files.readString(file) + "{\"cardId\": 7}\n");

        assertThatThrownBy(() -> vectors(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("events.jsonl, line 3: not a io.sluicegate.records.fraud.CardTransaction");
    }

    @Test
    void shouldRefuseAFileOfAnotherKind() {
        assertThatThrownBy(() -> EventFile.open(Path.of("events.csv"), needs()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("events.csv is neither .avro");
    }

    private List<FeatureVector> vectors(Path file) throws IOException {
        var vectors = new ArrayList<FeatureVector>();
        try (var events = EventFile.open(file, needs())) {
            backfill().run(file.toString(), events, vectors::add);
        }
        return vectors;
    }

    private Path container(List<GenericRecord> events) throws IOException {
        var file = folder.resolve("events.avro");
        try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(Cards.SCHEMA))) {
            writer.create(Cards.SCHEMA, file.toFile());
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
            var encoder = EncoderFactory.get().jsonEncoder(Cards.SCHEMA, bytes, false);
            new GenericDatumWriter<GenericRecord>(Cards.SCHEMA).write(event, encoder);
            encoder.flush();
            lines.add(bytes.toString(StandardCharsets.UTF_8));
        }
        return Files.write(folder.resolve("events.jsonl"), lines);
    }

    private static EventNeeds needs() {
        return FeatureEngine.of(Declare.cardFeatures(), Declare.CARD_EVENTS, Cards.SCHEMA)
                .needs();
    }

    private static Backfill backfill() {
        return new Backfill(FeatureEngine.of(Declare.cardFeatures(), Declare.CARD_EVENTS, Cards.SCHEMA), NOW);
    }

    private static int spend() {
        return Declare.cardFeatures().features().stream()
                .map(feature -> feature.name())
                .toList()
                .indexOf("spend_1h");
    }
}
