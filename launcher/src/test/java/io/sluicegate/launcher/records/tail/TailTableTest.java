package io.sluicegate.launcher.records.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.Statistic;
import io.sluicegate.records.fraud.CardTransaction;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class TailTableTest {
    private static final PipelineConfig FRAUD =
            PipelineConfigReader.read(Path.of("../examples/fraud/fraud.yaml"), Map.of());
    private static final long SIX = Records.SIX.toEpochMilli();
    private static final GenericRecord PREDICTION = Records.record(
            Prediction.getClassSchema(),
            Map.of(
                    "eventId",
                    "a-very-long-event-id-that-no-column-holds",
                    "version",
                    "7",
                    "score",
                    0.98765,
                    "positive",
                    true,
                    "scoredAt",
                    SIX));

    @Test
    void shouldShowPredictionsWithin80Characters() {
        assertThat(printed(Kind.PREDICTIONS, Records.seen("card-1", PREDICTION)))
                .containsExactly(
                        "SCORED AT       ENTITY      EVENT       VERSION     SCORE  ANSWER    AT",
                        "11-27 18:00:00  card-1      a-very-lo…  7          0.9877  yes       3:42");
    }

    @Test
    void shouldSayWhyThereIsNoAnswer() {
        var rejected = new GenericData.Record((GenericData.Record) PREDICTION, true);
        rejected.put(
                "outcome",
                new GenericData.EnumSymbol(
                        rejected.getSchema().getField("outcome").schema(), "REJECTED"));
        rejected.put("reason", "MISSING_FIELD: amount");
        rejected.put("score", null);

        assertThat(printed(120, Kind.PREDICTIONS, Records.seen("card-1", rejected))
                        .get(1))
                .contains("      -  REJECTED MISSING_");
    }

    @Test
    void shouldShowTheFieldsOfEvents() {
        var event = Records.record(
                CardTransaction.getClassSchema(),
                Map.of("transactionId", "t-1", "cardId", "card-1", "amount", 12.5, "occurredAt", SIX));

        assertThat(printed(200, Kind.EVENTS, Records.seen("card-1", event)).get(1))
                .startsWith("11-27 18:00:00  card-1 ")
                .contains("transactionId=t-1 ", "amount=12.5", "deviceAgeDays=-")
                .doesNotContain("cardId=", "occurredAt=");
    }

    @Test
    void shouldShowStatisticsPastTheirThresholdsFirst() {
        var statistic =
                DriftReport.getClassSchema().getField("statistics").schema().getElementType();
        var report = Records.record(
                DriftReport.getClassSchema(),
                Map.of(
                        "name",
                        "amount",
                        "windowEnd",
                        SIX,
                        "statistics",
                        List.of(
                                statistic(statistic, "mean", 3.0, null),
                                statistic(statistic, "accuracy", 0.5, 0.8),
                                statistic(statistic, "psi", 0.1, 0.2))));

        assertThat(printed(160, Kind.DRIFT, Records.seen("k", report)).get(1))
                .contains("amount", "accuracy 0.5000 is past 0.8000, mean 3.0000, psi 0.1000 of 0.2000");
    }

    @Test
    void shouldShowTheCauseOfADeadLetterAndItsRecord() {
        var headers = Map.of(
                "sluicegate.error.code", "FUTURE_EVENT",
                "sluicegate.stage", "feature-enricher",
                "sluicegate.topic", "fraud.events",
                "sluicegate.partition", "1",
                "sluicegate.offset", "17",
                "sluicegate.error.message", "it lies ahead\u001b[2J");
        var event = Records.record(CardTransaction.getClassSchema(), Map.of("amount", 12.5));

        assertThat(printed(Kind.DEAD_LETTERS, Records.letter("card-1", event, headers)))
                .satisfiesExactly(
                        it -> assertThat(it).isEqualTo("TIME            CODE                 STAGE               KEY"),
                        it -> assertThat(it)
                                .isEqualTo("11-27 18:00:00  FUTURE_EVENT         feature-enricher    card-1"),
                        it -> assertThat(it).isEqualTo("    it lies ahead [2J"),
                        it -> assertThat(it)
                                .startsWith("    fraud.events 1:17: CardTransaction transactionId= ")
                                .endsWith("…"));
        assertThat(printed(Kind.DEAD_LETTERS, Records.undecodable("card-1", headers))
                        .get(3))
                .isEqualTo("    fraud.events 1:17: 4 bytes: 01020304");
    }

    @Test
    void shouldShowThatARecordCantBeDecoded() {
        assertThat(printed(120, Kind.PREDICTIONS, Records.undecodable("card-1", Map.of()))
                        .get(1))
                .isEqualTo("11-27 18:00:00  card-1  3:42  can't be decoded: UNKNOWN_SCHEMA, no schema with id 7");
    }

    @Test
    void shouldFitATerminalOf80ColumnsAndUseAWiderOne() {
        var undecodable = Records.undecodable("k", Map.of());
        assertThat(Arrays.stream(Kind.values())).allSatisfy(kind -> {
            var columns = Columns.of(kind, FRAUD);
            var last = columns.get(columns.size() - 1);

            assertThat(printed(80, kind, undecodable).get(0))
                    .hasSizeLessThan(80)
                    .endsWith(last.name());
            assertThat(columns).as(kind.toString()).anyMatch(it -> it.share() > 0);
        });
        assertThat(printed(160, Kind.PREDICTIONS, undecodable).get(0)).hasSizeBetween(130, 159);
    }

    private static GenericRecord statistic(org.apache.avro.Schema schema, String name, double value, Double threshold) {
        assertThat(schema).isEqualTo(Statistic.getClassSchema());
        var statistic = new GenericData.Record(schema);
        statistic.put("name", name);
        statistic.put("value", value);
        statistic.put("threshold", threshold);
        return statistic;
    }

    private static List<String> printed(Kind kind, Seen seen) {
        return printed(80, kind, seen);
    }

    private static List<String> printed(int width, Kind kind, Seen seen) {
        var bytes = new ByteArrayOutputStream();
        var environment = Map.of("COLUMNS", Integer.toString(width), "NO_COLOR", "1");
        var terminal = Terminal.of(new PrintStream(bytes, true, UTF_8), true, environment);
        new TailTable(kind, Columns.of(kind, FRAUD), terminal).show(seen);
        return bytes.toString(UTF_8).replace("\r\u001b[K", "").lines().toList();
    }
}
