package io.sluicegate.launcher.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Records of values that somebody wrote by hand. */
class ExactRecordsTest {
    private static final Schema SCHEMA = new Schema.Parser().parse("""
            {"type": "record", "name": "Payment", "fields": [
              {"name": "id", "type": "string"},
              {"name": "amount", "type": "double"},
              {"name": "count", "type": ["null", "int"], "default": null},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["CARD", "CASH"]}, "default": "CASH"},
              {"name": "image", "type": ["null", "bytes"], "default": null},
              {"name": "tags", "type": {"type": "array", "items": "string"}, "default": []},
              {"name": "place", "type": ["null", {"type": "record", "name": "Place", "fields": [
                {"name": "country", "type": "string"}]}], "default": null}]}""");

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void shouldMakeARecordOfPlainValues() {
        var record = RecordMaker.exact(SCHEMA)
                .make(Map.of(
                        "id",
                        "a",
                        "amount",
                        3,
                        "count",
                        2,
                        "at",
                        "2026-03-01T12:00:00Z",
                        "image",
                        "AQI=",
                        "tags",
                        List.of("x", "y"),
                        "place",
                        Map.of("country", "DE")));

        assertThat(record.get("amount")).isEqualTo(3.0);
        assertThat(record.get("count")).isEqualTo(2);
        assertThat(record.get("at"))
                .isEqualTo(Instant.parse("2026-03-01T12:00:00Z").toEpochMilli());
        assertThat(record.get("kind")).hasToString("CASH");
        assertThat(record.get("image")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(record.get("tags")).asString().contains("x", "y");
        assertThat(field("place.country").read(record)).contains("DE");
        assertThat(field("place.country").schema().getType()).isEqualTo(Schema.Type.STRING);
        assertThat(field("at").time(record)).contains(NOON);
        assertThat(FieldPath.of(SCHEMA, "place.town")).isEmpty();
    }

    @Test
    void shouldNameTheFieldThatDoesNotFit() {
        assertRefused(Map.of("amount", "much"), "field 'amount': expected double, found 'much'");
        assertRefused(Map.of("amount", 1.5, "at", "noon"), "field 'at': expected a time such as", "found 'noon'");
        assertRefused(Map.of("count", 1.5), "field 'count': expected int, found 1.5");
        assertRefused(Map.of("kind", "GOLD"), "expected one of CARD, CASH, found 'GOLD'");
        assertRefused(Map.of("amuont", 1), "field 'amuont': expected one of id, amount");
    }

    @Test
    void shouldKeepANullThatIsWrittenEvenWhereThereIsADefault() {
        var schema = new Schema.Parser().parse("""
                {"type": "record", "name": "R", "fields": [{"name": "a", "type": ["int", "null"], "default": 7}]}""");
        var values = new HashMap<String, Object>();

        assertThat(RecordMaker.exact(schema).make(values).get("a")).isEqualTo(7);
        values.put("a", null);
        assertThat(RecordMaker.exact(schema).make(values).get("a")).isNull();
    }

    @Test
    void shouldWriteAFieldWithinARecordAndATimeInItsUnit() {
        var record = RecordMaker.exact(SCHEMA)
                .make(Map.of("id", "a", "amount", 1, "at", 0, "place", Map.of("country", "DE")));

        field("place.country").write(record, "FR");
        field("at").write(record, field("at").number(NOON));

        assertThat(field("place.country").read(record)).contains("FR");
        assertThat(field("at").time(record)).contains(NOON);
    }

    @Test
    void shouldSayThatAFieldIsMissing() {
        assertThatThrownBy(() -> RecordMaker.exact(SCHEMA).make(Map.of("id", "a")))
                .isInstanceOf(Misfit.class)
                .hasMessage("field 'amount': expected double, found no such field");
    }

    private static FieldPath field(String path) {
        return FieldPath.of(SCHEMA, path).orElseThrow();
    }

    private static void assertRefused(Map<String, Object> changed, String... parts) {
        var values = new HashMap<String, Object>(Map.of("id", "a", "amount", 1.0, "at", 0L));
        values.putAll(changed);
        assertThatThrownBy(() -> RecordMaker.exact(SCHEMA).make(values))
                .isInstanceOf(Misfit.class)
                .message()
                .contains(parts);
    }
}
