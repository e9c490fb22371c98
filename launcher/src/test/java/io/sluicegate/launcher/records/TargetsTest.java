package io.sluicegate.launcher.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluicegate.launcher.rows.Misfit;
import io.sluicegate.launcher.rows.Reading.Row;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.runtime.command.CommandFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final PipelineConfig FRAUD =
            PipelineConfigReader.read(Path.of("../examples/fraud/fraud.yaml"), Map.of());
    private static final Instant NOW = Instant.parse("2026-11-27T18:00:00Z");
    private static final String SCHEMA = """
            {"type": "record", "name": "Payment", "fields": [
              {"name": "transactionId", "type": "string"},
              {"name": "cardId", "type": %s},
              {"name": "occurredAt", "type": {"type": "long", "logicalType": "timestamp-micros"}}]}""";

    @Test
    void shouldKeyAnEventByItsEntityAndTellItsTime() throws Exception {
        var events = new EventTarget(FRAUD.events(), new Schema.Parser().parse(SCHEMA.formatted("\"long\"")));

        var event = events.record(
                row("{\"transactionId\": \"t\", \"cardId\": 17, \"occurredAt\": \"2026-11-27T18:00:00Z\"}"));

        assertThat(events.key(event)).isEqualTo("17");
        assertThat(events.time(event)).contains(NOW);
    }

    @Test
    void shouldRefuseAnEventWithoutEntity() throws Exception {
        var schema = SCHEMA.formatted("[\"null\", \"string\"]");
        var events = new EventTarget(FRAUD.events(), new Schema.Parser().parse(schema));
        var event = events.record(row("{\"transactionId\": \"t\", \"occurredAt\": 0}"));

        assertThatThrownBy(() -> events.key(event))
                .isInstanceOf(Misfit.class)
                .hasMessage("field 'cardId': expected a value, because it is the record's key, found no value");
    }

    @Test
    void shouldRefuseAnEventWhoseEntityIsEmpty() throws Exception {
        var events = new EventTarget(FRAUD.events(), new Schema.Parser().parse(SCHEMA.formatted("\"string\"")));
        var event = events.record(row("{\"transactionId\": \"t\", \"cardId\": \"\", \"occurredAt\": 0}"));

        assertThatThrownBy(() -> events.key(event)).isInstanceOf(Misfit.class).hasMessageContaining("'cardId'");
    }

    @Test
    void shouldRefuseASchemaWithoutAFieldThatThePipelineNames() {
        var schema = new Schema.Parser().parse(SCHEMA.formatted("\"string\"").replace("occurredAt", "occuredAt"));

        assertThatThrownBy(() -> new EventTarget(FRAUD.events(), schema))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("no field 'occurredAt', which events.time names; is 'occuredAt' meant?");
    }

    @Test
    void shouldFillALabelsTimes() throws Exception {
        var labels = new LabelTarget(FRAUD, Optional.empty(), InstantSource.fixed(NOW));

        var label = labels.record(row("{\"eventId\": \"t\", \"entity\": \"c\", \"positive\": 1}"));

        assertThat(label)
                .hasToString("{\"eventId\": \"t\", \"entity\": \"c\", \"positive\": true, \"eventTime\": "
                        + NOW.toEpochMilli() + ", \"knownAt\": " + NOW.toEpochMilli() + "}");
        assertThat(labels.key(label)).isEqualTo("c");
        assertThat(labels.topic()).isEqualTo("fraud.labels");
    }

    @Test
    void shouldTakeTheNamesOfTheEventsFieldsForALabel() throws Exception {
        var labels = new LabelTarget(FRAUD, Optional.empty(), InstantSource.fixed(NOW));

        var label = labels.record(row("{\"transactionId\": \"t\", \"cardId\": \"c\", \"positive\": false, "
                + "\"occurredAt\": \"2026-11-20\", \"knownAt\": \"2026-11-21\", \"amount\": 3}"));

        assertThat(label.get("eventId")).isEqualTo("t");
        assertThat(label.get("eventTime"))
                .isEqualTo(Instant.parse("2026-11-20T00:00:00Z").toEpochMilli());
        assertThat(labels.time(label)).contains(Instant.parse("2026-11-21T00:00:00Z"));
        assertThat(labels.unknown()).containsExactly("amount");
    }

    @Test
    void shouldTakeTheHeadingsOfTheEventsFileForALabel() throws Exception {
        var events = new Schema.Parser().parse("""
                {"type": "record", "name": "Payment", "fields": [
                  {"name": "transactionId", "type": "string", "aliases": ["Transaction No."]},
                  {"name": "cardId", "type": "string", "aliases": ["card"]}]}""");
        var labels = new LabelTarget(FRAUD, Optional.of(events), InstantSource.fixed(NOW));

        var label = labels.record(row("{\"Transaction No.\": \"t\", \"card\": \"c\", \"positive\": 1}"));

        assertThat(label.get("eventId")).isEqualTo("t");
        assertThat(label.get("entity")).isEqualTo("c");
    }

    @Test
    void shouldRefuseALabelWithoutTruth() {
        var labels = new LabelTarget(FRAUD, Optional.empty(), InstantSource.fixed(NOW));

        assertThatThrownBy(() -> labels.record(row("{\"eventId\": \"t\", \"entity\": \"c\", \"positive\": 2}")))
                .isInstanceOf(Misfit.class)
                .hasMessage("field 'positive': expected boolean, found 2");
    }

    private static Row row(String json) throws IOException {
        return new Row(1, (ObjectNode) new ObjectMapper().readTree(json), false);
    }
}
