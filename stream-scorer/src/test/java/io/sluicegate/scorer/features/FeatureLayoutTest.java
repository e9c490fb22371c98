package io.sluicegate.scorer.features;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** Features records of any schema that a client may write, encoded by Avro itself. */
class FeatureLayoutTest {
    private static final Schema OPTIONAL = SchemaBuilder.record("Features")
            .fields()
            .requiredString("eventId")
            .requiredLong("eventTime")
            .optionalString("featureSet")
            .optionalDouble("fraction")
            .optionalLong("count")
            .optionalBoolean("flag")
            .endRecord();

    @Test
    void shouldReadOptionalNumbers() throws IOException {
        var row = read(event(OPTIONAL)
                .set("featureSet", "f1")
                .set("fraction", 1.5)
                .set("count", -3L)
                .set("flag", true)
                .build());

        assertThat(row.eventId).asString(UTF_8).isEqualTo("id");
        assertThat(row.eventTime).isEqualTo(1234);
        assertThat(row.featureSet).isEqualTo("f1");
        assertThat(row.doubles).containsExactly(1.5);
        assertThat(row.integers).containsExactly(-3, 1);
        assertThat(row.absent).containsOnly(false);
    }

    @Test
    void shouldTakeNullAsMissing() throws IOException {
        var row = read(event(OPTIONAL).build());

        assertThat(row.doubles).containsExactly(Double.NaN);
        assertThat(row.absent).containsExactly(true, true);
    }

    @Test
    void shouldCarryNothingOverIntoTheRecordThatUsesARowAgain() throws IOException {
        var schema = SchemaBuilder.record("Features")
                .fields()
                .optionalString("eventId")
                .optionalLong("eventTime")
                .optionalString("featureSet")
                .optionalDouble("fraction")
                .optionalLong("count")
                .optionalString("color")
                .endRecord();
        var layout = FeatureLayout.of(schema).orElseThrow();
        var full = new GenericRecordBuilder(schema)
                .set("eventId", "id")
                .set("eventTime", 1234L)
                .set("featureSet", "f1")
                .set("fraction", 1.5)
                .set("count", -3L)
                .set("color", "red")
                .build();
        var row = layout.read(bytes(full));
        row.recycle();

        var next = layout.read(bytes(new GenericRecordBuilder(schema).build()));

        assertThat(next).isSameAs(row);
        assertThat(next.eventId).isEmpty();
        assertThat(next.eventTime).isZero();
        assertThat(next.featureSet).isEmpty();
        assertThat(next.doubles).containsExactly(Double.NaN);
        assertThat(next.absent).containsExactly(true);
        assertThat(next.texts).containsOnlyNulls();
    }

    @Test
    void shouldReadValuesOfAnyKindAndPassOverTheRest() throws IOException {
        var schema = SchemaBuilder.record("Features")
                .fields()
                .requiredFloat("a")
                .requiredInt("b")
                .name("texts")
                .type()
                .array()
                .items()
                .stringType()
                .noDefault()
                .requiredLong("eventTime")
                .name("c")
                .type()
                .unionOf()
                .doubleType()
                .and()
                .nullType()
                .endUnion()
                .noDefault()
                .name("d")
                .type()
                .unionOf()
                .nullType()
                .and()
                .stringType()
                .and()
                .longType()
                .endUnion()
                .noDefault()
                .requiredBoolean("e")
                .endRecord();
        var record = new GenericRecordBuilder(schema)
                .set("eventTime", 1234L)
                .set("a", 0.5f)
                .set("b", 7)
                .set("texts", List.of("one", "two"))
                .set("c", 2.5)
                .set("d", 9L)
                .set("e", false)
                .build();

        var row = read(record);

        assertThat(row.eventTime).isEqualTo(1234);
        assertThat(row.doubles).containsExactly(0.5, 2.5);
        assertThat(row.integers).containsExactly(7, 0);
        assertThat(row.absent).containsOnly(false);
        assertThat(row.texts).containsExactly((String) null); // the first type of the union that a model takes
    }

    @Test
    void shouldReadOptionalNumbersWithOtherFieldsAmongThem() throws IOException {
        var schema = SchemaBuilder.record("Features")
                .fields()
                .optionalLong("a")
                .requiredLong("eventTime")
                .optionalDouble("b")
                .optionalBoolean("c")
                .optionalString("text")
                .requiredString("eventId")
                .optionalLong("d")
                .requiredInt("e")
                .optionalDouble("f")
                .endRecord();

        var row = read(event(schema)
                .set("a", 1L)
                .set("b", 2.5)
                .set("c", true)
                .set("text", "a text")
                .set("d", 4L)
                .set("e", 5)
                .set("f", Double.POSITIVE_INFINITY)
                .build());

        assertThat(row.integers).containsExactly(1, 1, 4, 5);
        assertThat(row.doubles).containsExactly(2.5, Double.POSITIVE_INFINITY);
        assertThat(row.texts).containsExactly("a text");
        assertThat(row.eventTime).isEqualTo(1234);
    }

    @Test
    void shouldReadManyOptionalNumbersOfOneType() throws IOException {
        var fields = SchemaBuilder.record("Features").fields().requiredLong("eventTime");
        for (var i = 0; i < 6; i++) {
            fields = fields.optionalDouble("double" + i);
        }
        for (var i = 0; i < 3; i++) {
            fields = fields.optionalLong("long" + i).optionalBoolean("boolean" + i);
        }
        var schema = fields.optionalDouble("last").endRecord();
        var record = new GenericRecordBuilder(schema)
                .set("eventTime", 1234L)
                .set("double1", 0.5)
                .set("double2", Double.NaN)
                .set("double3", 1e300)
                .set("double5", -2.5)
                .set("long1", 1_000_000L)
                .set("boolean1", true)
                .set("boolean2", false)
                .set("last", 3.5)
                .build();

        var row = read(record);
        assertThat(row.doubles).containsExactly(Double.NaN, 0.5, Double.NaN, 1e300, Double.NaN, -2.5, 3.5);
        assertThat(row.integers).containsExactly(0, 0, 1_000_000, 1, 0, 0); // longs and booleans in turn
        assertThat(row.absent).containsExactly(true, true, false, false, true, false);
        var bytes = bytes(record);
        var layout = FeatureLayout.of(schema).orElseThrow();
        for (int length = 5; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> layout.read(cut)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldRefuseWhatTheSchemaDoesNotSay() throws IOException {
        var layout = FeatureLayout.of(OPTIONAL).orElseThrow();
        var bytes = bytes(event(OPTIONAL).set("fraction", 1.5).build());
        var longer = Arrays.copyOf(bytes, bytes.length + 1);
        var branch = bytes.clone();
        branch[bytes.length - 1] = 4;

        assertThatThrownBy(() -> layout.read(longer)).isInstanceOf(AvroTypeException.class);
        assertThatThrownBy(() -> layout.read(branch)).hasMessageContaining("branch 2 of a union of 2");
        for (int length = 5; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> layout.read(cut)).isInstanceOf(IOException.class);
        }
        assertThat(layout.read(bytes).doubles[0]).isEqualTo(1.5);
    }

    @Test
    void shouldTakeAVectorOfAUnionOnlyIfNothingElseFillsAColumn() throws IOException {
        var bytes = SchemaBuilder.builder().bytesType();
        var schema = SchemaBuilder.record("Features")
                .fields()
                .requiredLong("eventTime")
                .name("number")
                .type(Schema.createUnion(bytes, Schema.create(Schema.Type.DOUBLE)))
                .noDefault()
                .name("vector")
                .type(Schema.createUnion(Schema.create(Schema.Type.NULL), bytes))
                .noDefault()
                .name("missing")
                .type(Schema.createUnion(Schema.create(Schema.Type.NULL), bytes))
                .noDefault()
                .requiredDouble("last")
                .endRecord();
        var record = new GenericRecordBuilder(schema)
                .set("eventTime", 1L)
                .set("number", 2.5)
                .set("vector", ByteBuffer.wrap(new byte[] {1, 2, 3}))
                .set("missing", null)
                .set("last", 0.5)
                .build();

        var row = read(record);

        assertThat(row.doubles).containsExactly(2.5, 0.5);
        assertThat(row.vectors).containsExactly(ByteBuffer.wrap(new byte[] {1, 2, 3}), null);
    }

    @Test
    void shouldNotReadVectorsBeyondTheRecord() throws IOException {
        var schema = SchemaBuilder.record("Features")
                .fields()
                .requiredLong("eventTime")
                .name("floats")
                .type(SchemaBuilder.array().items().floatType())
                .noDefault()
                .name("longs")
                .type(SchemaBuilder.array().items().longType())
                .noDefault()
                .requiredBytes("bytes")
                .endRecord();
        var layout = FeatureLayout.of(schema).orElseThrow();
        var bytes = bytes(new GenericRecordBuilder(schema)
                .set("eventTime", 1L)
                .set("floats", List.of(1f, 2f))
                .set("longs", List.of(1L, 300L))
                .set("bytes", ByteBuffer.wrap(new byte[] {1, 2}))
                .build());

        assertThat(layout.read(bytes).vectors)
                .extracting(vector -> vector.remaining())
                .containsExactly(8, 16, 2);
        for (int length = 5; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> layout.read(cut)).isInstanceOf(IOException.class);
        }
    }

    private static GenericRecordBuilder event(Schema schema) {
        return new GenericRecordBuilder(schema).set("eventId", "id").set("eventTime", 1234L);
    }

    private static FeatureRow read(GenericRecord record) throws IOException {
        return FeatureLayout.of(record.getSchema()).orElseThrow().read(bytes(record));
    }

    private static byte[] bytes(GenericRecord record) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {0, 0, 0, 0, 1});
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
