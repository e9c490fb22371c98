package io.sluicegate.enricher.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.enricher.domain.EventNeeds;
import io.sluicegate.enricher.events.Planner.Feasible;
import io.sluicegate.enricher.events.Planner.Unreadable;
import io.sluicegate.runtime.binary.BinaryInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {
    private static final Pattern FIELD = Pattern.compile("([^~\\s,][^~]*)~(\\w+)(?: = (\"\\w+\"))?");

    /** One field of each kind, also of records within records, and of a record that contains itself. */
    private static final Schema ALL = schema("""
            "string"~text, "boolean"~flag, "int"~small, "long"~large, "float"~short, "double"~number, "bytes"~raw,
            {"type":"fixed","name":"Four","size":4}~four, {"type":"enum","name":"Kind","symbols":["POS","WEB"]}~kind,
            {"type":"array","items":"long"}~list, {"type":"map","values":["null","string"]}~map,
            ["null","double"]~maybe, ["string","null","int"]~several,
            {"type":"record","name":"Inner","fields":[{"name":"code","type":"string"},{"name":"depth","type":["null","int"]}]}~inner,
            {"type":"record","name":"Node","fields":[{"name":"next","type":["null","Node"]},{"name":"id","type":"long"}]}~node,
            "null"~nothing, {"type":"long","logicalType":"timestamp-millis"}~at
            """);

    @Test
    void shouldReadAnyFieldAloneAsAvroReadsIt() throws IOException {
        for (var event : new RandomData(ALL, 200, 7, true)) {
            var record = (GenericRecord) event;
            var bytes = bytes(record);
            var expected = avro(bytes);
            for (var path : List.of(
                    "text", "flag", "small", "large", "short", "number", "raw", "four", "list", "map", "maybe", "at")) {
                assertThat(number(read(ALL, ALL, bytes, path).get(path)))
                        .as(path)
                        .isEqualTo(number(expected.get(path)));
            }
            assertThat(read(ALL, ALL, bytes, "kind").get("kind"))
                    .isEqualTo(expected.get("kind").toString());
            assertThat(((GenericRecord) read(ALL, ALL, bytes, "inner.code").get("inner")).get("code"))
                    .isEqualTo(((GenericRecord) expected.get("inner")).get("code"));
        }
    }

    @Test
    void shouldReadNothingElse() throws IOException {
        var event = (GenericRecord) new RandomData(ALL, 1, 7, true).iterator().next();

        var read = read(ALL, ALL, bytes(event), "inner.depth");

        assertThat(ALL.getFields())
                .filteredOn(field -> !field.name().equals("inner"))
                .allSatisfy(field -> assertThat(read.get(field.pos())).isNull());
        assertThat(((GenericRecord) read.get("inner")).get("code")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"int\"                    | \"double\" | 3",
                "\"long\"                   | \"double\" | 3",
                "\"float\"                  | \"double\" | 3",
                "[\"null\",\"int\",\"long\"]| \"double\" | 3",
                "\"double\"                 | [\"null\",\"double\"] | 3",
                "[\"null\",\"double\"]      | \"double\" | 3",
                "\"int\"                    | \"long\"   | 3",
                "\"long\"                   | \"int\"    | 3",
                "\"string\"                 | {\"type\":\"enum\",\"name\":\"K\",\"symbols\":[\"A\"]} | new",
                "{\"type\":\"enum\",\"name\":\"K\",\"symbols\":[\"new\"]} | {\"type\":\"enum\",\"name\":\"K\",\"symbols\":[\"A\"]} | new",
                "{\"type\":\"enum\",\"name\":\"K\",\"symbols\":[\"new\"]} | [\"null\",\"string\"] | new",
            })
    void shouldTakeATypeThatCanStandForTheOther(String writer, String expected, String value) throws IOException {
        var old = schema(expected + "~x");
        var newer = schema("\"string\"~more, " + writer + "~x");
        var event = new GenericData.Record(newer);
        event.put("more", "x");
        event.put("x", value(newer.getField("x").schema(), value));

        var read = read(newer, old, bytes(event), "x").get("x");

        assertThat(read instanceof Number number ? String.valueOf(number.longValue()) : read)
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "timestamp-micros, timestamp-millis, 1700000000123456, 1700000000123",
        "timestamp-nanos, timestamp-millis, 1700000000123456789, 1700000000123",
        "timestamp-millis, timestamp-nanos, 1700000000123, 1700000000123",
        "timestamp-millis, timestamp-micros, 1700000000123, 1700000000123",
    })
    void shouldReadATimeOfAnotherUnit(String writer, String expected, long written, long millis) throws IOException {
        var newer = schema("{\"type\":\"long\",\"logicalType\":\"" + writer + "\"}~at");
        var event = new GenericData.Record(newer);
        event.put("at", written);

        var read =
                read(newer, schema("{\"type\":\"long\",\"logicalType\":\"" + expected + "\"}~at"), bytes(event), "at");

        assertThat(read.get("at")).isEqualTo(Instant.ofEpochMilli(millis));
    }

    @ParameterizedTest
    @CsvSource({"timestamp-micros", "timestamp-nanos"})
    void shouldNotTakeALongWithoutAUnitForATimeThatIsNotInMilliseconds(String unit) {
        var plain = schema("\"long\"~at");
        var time = schema("{\"type\":\"long\",\"logicalType\":\"" + unit + "\"}~at");

        assertThat(Planner.plan(time, needs(plain, Set.of(), "at"))).isInstanceOf(Unreadable.class);
        assertThat(Planner.plan(plain, needs(time, Set.of(), "at"))).isInstanceOf(Unreadable.class);
    }

    @Test
    void shouldNotPutADefaultInPlaceOfWhatIsRequired() {
        var old = schema("\"string\"~id = \"none\", \"string\"~text");
        var newer = schema("\"string\"~text");

        assertThat(Planner.plan(newer, needs(old, Set.of("id"), "id", "text")))
                .isEqualTo(new Unreadable("the field id is gone"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"string\"                  | \"double\" | the field x is a string, the features were made for a double",
                "\"double\"                  | \"long\"   | the field x is a double, the features were made for a long",
                "[\"null\",\"int\",\"string\"] | \"long\" | the field x is a null or int or string, the features were made for a long",
                "{\"type\":\"array\",\"items\":\"long\"} | \"long\" | the field x is a array, the features were made for a long",
            })
    void shouldSayWhichTypeCannotStandForTheOther(String writer, String expected, String why) {
        var old = schema(expected + "~x");

        assertThat(Planner.plan(schema(writer + "~x"), needs(old, Set.of(), "x")))
                .isEqualTo(new Unreadable(why));
        assertThat(Planner.plan(
                        schema(writer + "~x, \"int\"~y"), needs(schema(expected + "~x, \"int\"~y"), Set.of(), "y")))
                .isInstanceOf(Feasible.class);
    }

    @Test
    void shouldTakeTheDefaultOrNullForAFieldThatIsGoneIfItMayBe() throws IOException {
        var old = schema("\"string\"~id, [\"null\",\"double\"]~maybe, \"double\"~always, \"string\"~channel = \"WEB\"");
        var newer = schema("\"string\"~id");
        var event = new GenericData.Record(newer);
        event.put("id", "e");

        assertThat(read(newer, old, bytes(event), "id", "maybe").get("maybe")).isNull();
        assertThat(String.valueOf(
                        read(newer, old, bytes(event), "id", "channel").get("channel")))
                .isEqualTo("WEB");
        assertThat(Planner.plan(newer, needs(old, Set.of(), "always")))
                .isEqualTo(new Unreadable("the field always is gone"));
        assertThat(Planner.plan(newer, needs(old, Set.of("maybe"), "maybe")))
                .isEqualTo(new Unreadable("the field maybe is gone"));
    }

    @Test
    void shouldBringTimesOfAnotherUnitToTheSameInstant() throws IOException {
        var millis = schema("{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}~at");
        var micros = schema("{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}~at");
        var event = new GenericData.Record(micros);
        event.put("at", 1_500_999L);

        assertThat(read(micros, millis, bytes(event), "at").get("at")).isEqualTo(Instant.ofEpochMilli(1_500));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 20})
    void shouldNotReadBeyondTheEnd(int kept) throws IOException {
        var event = (GenericRecord) new RandomData(ALL, 1, 7, true).iterator().next();
        var cut = Arrays.copyOf(bytes(event), kept);

        assertThatThrownBy(() -> read(ALL, ALL, cut, "at")).isInstanceOf(IOException.class);
    }

    @Test
    void shouldNotCountItemsWithoutBytes() throws IOException {
        var schema = schema("{\"type\":\"array\",\"items\":\"null\"}~list, \"int\"~x");
        byte[] claim = {
            (byte) 0xFE,
            (byte) 0xFF,
            (byte) 0xFF,
            (byte) 0xFF,
            (byte) 0xFF,
            (byte) 0xFF,
            (byte) 0xFF,
            (byte) 0xFF,
            1,
            0,
            6
        };

        assertThat(read(schema, schema, claim, "x").get("x")).isEqualTo(3L);
    }

    @ParameterizedTest
    @CsvSource({"float, double", "int, double", "long, float", "double, float", "int, long", "long, int", "float, float"
    })
    void shouldReadArraysOfNumbersOfAnyWidth(String writer, String expected) throws IOException {
        var newer = schema("{\"type\":\"array\",\"items\":\"" + writer + "\"}~x, \"int\"~y");
        var old = schema("{\"type\":\"array\",\"items\":\"" + expected + "\"}~x, \"int\"~y");
        for (int size : List.of(0, 1, 50_000)) {
            var event = new GenericData.Record(newer);
            var item = newer.getField("x").schema().getElementType();
            event.put(
                    "x",
                    IntStream.range(0, size).mapToObj(i -> value(item, "" + i)).toList());
            event.put("y", 7);

            var read = read(newer, old, bytes(event), "x", "y");

            assertThat((List<?>) read.get("x"))
                    .extracting(number -> ((Number) number).intValue())
                    .isEqualTo(IntStream.range(0, size).boxed().toList());
            assertThat(read.get("y")).isEqualTo(7L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"float", "double", "int", "long"})
    void shouldNotMakeRoomForMoreNumbersThanThereAreBytes(String items) throws IOException {
        var schema = schema("{\"type\":\"array\",\"items\":\"" + items + "\"}~x");
        byte[] claim = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0x0F, 0, 0, 0, 0};

        assertThatThrownBy(() -> read(schema, schema, claim, "x"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("items before byte 5, but the record ends 9 bytes after its beginning");
    }

    private static Object value(Schema schema, String value) {
        return switch (schema.getType()) {
            case INT -> Integer.valueOf(value);
            case LONG -> Long.valueOf(value);
            case FLOAT -> Float.valueOf(value);
            case DOUBLE -> Double.valueOf(value);
            case ENUM -> new GenericData.EnumSymbol(schema, value);
            case UNION -> value(schema.getTypes().get(1), value);
            default -> value;
        };
    }

    /** All widths of a number are one to the engine, and all classes of texts. */
    private static Object number(Object value) {
        if (value instanceof Integer small) {
            return small.longValue();
        }
        if (value instanceof Map<?, ?> map) {
            var texts = new TreeMap<String, String>();
            map.forEach((key, text) -> texts.put(key.toString(), String.valueOf(text)));
            return texts;
        }
        return value instanceof Float small ? (Object) small.doubleValue() : value;
    }

    private static GenericRecord read(Schema writer, Schema expected, byte[] bytes, String... paths)
            throws IOException {
        var plan = ((Feasible) Planner.plan(writer, needs(expected, Set.of(), paths))).plan();
        var in = new BinaryInput();
        in.begin(bytes, 0);
        var read = plan.read(in);
        assertThat(in.isEnd()).isTrue();
        return read;
    }

    private static EventNeeds needs(Schema schema, Set<String> required, String... paths) {
        return new EventNeeds(schema, Set.of(paths), required);
    }

    private static GenericRecord avro(byte[] bytes) throws IOException {
        var strings = new Schema.Parser()
                .parse(ALL.toString().replace("\"string\"", "{\"type\":\"string\",\"avro.java.string\":\"String\"}"));
        return new GenericDatumReader<GenericRecord>(ALL, strings)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }

    private static byte[] bytes(GenericRecord record) throws IOException {
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().blockingBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    /** Fields as {@code type~name} or {@code type~name = default}, one after the other. */
    private static Schema schema(String fields) {
        var json = FIELD.matcher(fields)
                .results()
                .map(field -> "{\"name\":\"" + field.group(2) + "\",\"type\":" + field.group(1)
                        + (field.group(3) == null ? "" : ",\"default\":" + field.group(3)) + "}")
                .collect(Collectors.joining(","));
        return new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"Event\",\"fields\":[" + json + "]}");
    }
}
