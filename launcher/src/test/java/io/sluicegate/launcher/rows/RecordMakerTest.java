package io.sluicegate.launcher.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.launcher.rows.Reading.Row;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Conversions.DecimalConversion;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class RecordMakerTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    @Test
    void shouldTakeTheTypesOfJson() throws Exception {
        var schema = schema(
                "'id': 'string'",
                "'bikes': 'int'",
                "'distance': 'long'",
                "'share': 'float'",
                "'price': 'double'",
                "'open': 'boolean'");

        var record = json(
                schema,
                "{'id': 'a', 'bikes': 3.0, 'distance': 9007199254740993, 'share': 0.5, 'price': 1e2, 'open': true}");

        assertThat(values(record)).containsExactly("a", 3, 9007199254740993L, 0.5f, 100.0, true);
    }

    @Test
    void shouldReadTheTextsOfCsvAsTheSchemaSays() throws Exception {
        var schema = schema(
                "'id': 'string'", "'bikes': 'int'", "'price': 'double'", "'open': 'boolean'", "'note': 'string'");

        var record = csv(schema, "{'id': '007', 'bikes': '3', 'price': '1.5e1', 'open': 'True', 'note': null}");

        assertThat(values(record)).containsExactly("007", 3, 15.0, true, "");
    }

    @Test
    void shouldReadNumbersThatArentFinite() throws Exception {
        var schema = schema("'a': 'double'", "'b': 'float'", "'c': 'double'");

        assertThat(values(json(schema, "{'a': NaN, 'b': 'Inf', 'c': '-Infinity'}")))
                .containsExactly(Double.NaN, Float.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    @Test
    void shouldReadTimesAsTextOrInTheSchemasUnit() throws Exception {
        var schema = schema(
                "'millis': " + logical("long", "timestamp-millis"),
                "'micros': " + logical("long", "timestamp-micros"),
                "'nanos': " + logical("long", "local-timestamp-nanos"),
                "'day': " + logical("int", "date"),
                "'ofDay': " + logical("int", "time-millis"));
        var expected = List.<Object>of(
                NOON.toEpochMilli(), NOON.toEpochMilli() * 1_000, NOON.toEpochMilli() * 1_000_000, 20_784, 43_200_000);

        var texts = json(
                schema,
                "{'millis': '2026-11-27T13:00:00+01:00', 'micros': '2026-11-27 12:00', 'nanos': '2026-11-27T12:00:00.000', "
                        + "'day': '2026-11-27', 'ofDay': '12:00'}");
        var numbers = "{'millis': %d, 'micros': %d, 'nanos': %d, 'day': %d, 'ofDay': %d}".formatted(expected.toArray());

        assertThat(values(texts)).isEqualTo(expected);
        assertThat(values(json(schema, numbers))).isEqualTo(expected);
        assertThat(values(csv(schema, numbers.replaceAll("(\\d+)", "'$1'")))).isEqualTo(expected);
    }

    @Test
    void shouldFillWhatARowLacks() throws Exception {
        var schema = new Schema.Parser()
                .parse(quoted("{'type': 'record', 'name': 'Ride', 'fields': ["
                        + "{'name': 'bikes', 'type': 'int', 'default': 7},"
                        + "{'name': 'docks', 'type': ['null', 'int'], 'default': null},"
                        + "{'name': 'note', 'type': ['string', 'null']},"
                        + "{'name': 'named', 'aliases': ['called'], 'type': 'string'}]}"));

        assertThat(values(json(schema, "{'called': 'x'}"))).containsExactly(7, null, null, "x");
        assertThat(values(csv(schema, "{'bikes': null, 'docks': '3', 'note': null, 'named': 'y'}")))
                .containsExactly(7, 3, null, "y");
    }

    @Test
    void shouldChooseTheBranchOfAUnionThatFits() throws Exception {
        var schema = schema("'value': ['null', 'long', 'double', 'string']");

        assertThat(values(json(schema, "{'value': 3}"))).containsExactly(3L);
        assertThat(values(json(schema, "{'value': 3.5}"))).containsExactly(3.5);
        assertThat(values(csv(schema, "{'value': 'x'}"))).containsExactly("x");
        assertThat(values(json(schema, "{'value': {'double': 3}}"))).containsExactly(3.0);
        assertThat(values(json(schema, "{'value': null}"))).containsExactly((Object) null);
    }

    @Test
    void shouldMakeListsMapsAndRecordsAlsoOfTheJsonInACell() throws Exception {
        var inner = "{'type': 'record', 'name': 'Place', 'fields': [{'name': 'lat', 'type': 'double'}]}";
        var schema = schema(
                "'tags': {'type': 'array', 'items': 'string'}",
                "'counts': {'type': 'map', 'values': 'long'}",
                "'place': " + inner);

        var json = json(schema, "{'tags': ['a', 'b'], 'counts': {'x': 1}, 'place': {'lat': 1.5}}");
        var csv = csv(schema, "{'tags': '[\\'a\\', \\'b\\']', 'counts': '{\\'x\\': 1}', 'place': '{\\'lat\\': 1.5}'}");

        assertThat(json.get("tags")).isEqualTo(List.of("a", "b"));
        assertThat(json.get("counts")).isEqualTo(Map.of("x", 1L));
        assertThat(((GenericRecord) json.get("place")).get("lat")).isEqualTo(1.5);
        assertThat(csv).isEqualTo(json);
    }

    @Test
    void shouldMakeEnumsBytesAndDecimals() throws Exception {
        var schema = schema(
                "'kind': {'type': 'enum', 'name': 'Kind', 'symbols': ['BIKE', 'TRAM']}",
                "'image': 'bytes'",
                "'price': {'type': 'bytes', 'logicalType': 'decimal', 'precision': 9, 'scale': 2}");

        var record = json(schema, "{'kind': 'TRAM', 'image': 'AQI=', 'price': 12.5}");

        assertThat(record.get("kind")).hasToString("TRAM");
        assertThat(record.get("image")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        var price = schema.getField("price").schema();
        assertThat(new DecimalConversion().fromBytes((ByteBuffer) record.get("price"), price, price.getLogicalType()))
                .isEqualTo(new BigDecimal("12.50"));
    }

    @Test
    void shouldNameFieldExpectedAndFound() {
        var place = "{'type': 'record', 'name': 'Place', 'fields': [{'name': 'lat', 'type': 'double'}]}";

        assertMisfit("'bikes': 'int'", "{'bikes': 'many'}", "field 'bikes': expected int, found 'many'");
        assertMisfit("'bikes': 'int'", "{'bikes': 2.5}", "field 'bikes': expected int, found 2.5");
        assertMisfit("'bikes': 'int'", "{'bikes': 3000000000}", "field 'bikes': expected int, found 3000000000");
        assertMisfit("'price': 'double'", "{'price': '1.5'}", "field 'price': expected double, found '1.5'");
        assertMisfit("'price': 'double'", "{'price': null}", "field 'price': expected double, found no value");
        assertMisfit("'price': 'double'", "{'price': 1e999}", "field 'price': expected double, found");
        assertMisfit(
                "'price': 'double'",
                "{'Price': 1.5}",
                "field 'price': expected double, found no such field; is 'Price' meant?");
        assertMisfit(
                "'kind': {'type': 'enum', 'name': 'Kind', 'symbols': ['BIKE', 'TRAM']}",
                "{'kind': 'BUS'}",
                "field 'kind': expected one of BIKE, TRAM, found 'BUS'");
        assertMisfit(
                "'at': " + logical("long", "timestamp-millis"),
                "{'at': 'noon'}",
                "field 'at': expected a time such as 2026-11-27T18:00:00Z, or millis since 1970, found 'noon'");
        assertMisfit("'place': " + place, "{'place': {'lat': true}}", "field 'place.lat': expected double, found true");
        assertMisfit(
                "'tags': {'type': 'array', 'items': 'int'}",
                "{'tags': [1, 'x']}",
                "field 'tags[1]': expected int, found 'x'");
        assertMisfit(
                "'value': ['null', 'int', 'boolean']",
                "{'value': [1]}",
                "field 'value': expected null or int or boolean, found an array");
    }

    @Test
    void shouldNoteFieldsThatTheSchemaLacks() throws Exception {
        var maker = new RecordMaker(schema("'id': 'string'"));

        maker.make(row("{'id': 'a', 'color': 'red'}", false));
        maker.make(row("{'id': 'b', 'color': 'red', 'size': 3}", false));

        assertThat(maker.unknown()).containsExactly("color", "size");
    }

    private static void assertMisfit(String field, String row, String message) {
        assertThatThrownBy(() -> json(schema(field), row))
                .isInstanceOf(Misfit.class)
                .hasMessageStartingWith(message);
    }

    private static Schema schema(String... fields) {
        var all = Arrays.stream(fields)
                .map(field -> "{'name': " + field.replaceFirst(": ", ", 'type': ") + "}")
                .toList();
        return new Schema.Parser()
                .parse(quoted("{'type': 'record', 'name': 'Ride', 'fields': [" + String.join(", ", all) + "]}"));
    }

    private static String logical(String type, String logical) {
        return "{'type': '" + type + "', 'logicalType': '" + logical + "'}";
    }

    private static GenericRecord json(Schema schema, String row) throws IOException {
        return new RecordMaker(schema).make(row(row, false));
    }

    private static GenericRecord csv(Schema schema, String cells) throws IOException {
        return new RecordMaker(schema).make(row(cells, true));
    }

    private static Row row(String json, boolean isText) throws IOException {
        var fields = JsonRows.MAPPER.readTree(quoted(json));
        return new Row(1, fields.deepCopy(), isText);
    }

    private static List<Object> values(GenericRecord record) {
        return record.getSchema().getFields().stream()
                .map(field -> record.get(field.pos()))
                .map(it -> it instanceof CharSequence ? it.toString() : it)
                .toList();
    }

    /** JSON with single quotes; a backslash before one keeps it in the text. */
    private static String quoted(String text) {
        return text.replace("\\'", "\u0000").replace('\'', '"').replace("\u0000", "\\\"");
    }
}
