package io.sluicegate.runtime.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.Label;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.RecordClasses;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.records.Role;
import io.sluicegate.runtime.binary.BinaryOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our encoding and Avro's own are the same bytes. */
class AvroEncodingTest {
    private static final long SEED = 20_26;
    private static final int VALUES = 200;

    /** Every kind of type, also within itself, in a map, and a union of several. */
    private static final Schema EVERYTHING = new Schema.Parser().parse("""
            {"type": "record", "name": "Everything", "fields": [
              {"name": "nothing", "type": "null"},
              {"name": "yes", "type": "boolean"},
              {"name": "small", "type": "int"},
              {"name": "large", "type": "long"},
              {"name": "single", "type": "float"},
              {"name": "fine", "type": "double"},
              {"name": "text", "type": "string"},
              {"name": "raw", "type": "bytes"},
              {"name": "hash", "type": {"type": "fixed", "name": "Hash", "size": 16}},
              {"name": "colour", "type": {"type": "enum", "name": "Colour", "symbols": ["RED", "GREEN", "BLUE"]}},
              {"name": "list", "type": {"type": "array", "items": ["null", "double"]}},
              {"name": "byName", "type": {"type": "map", "values": "long"}},
              {"name": "several", "type": ["string", "long", "null", "Colour"]},
              {"name": "orNothing", "type": ["double", "null"]},
              {"name": "inner", "type": ["null", "Everything"]}
            ]}""");

    @BeforeAll
    static void trust() {
        RecordClasses.trust();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Prediction.class,
                Label.class,
                DriftReport.class,
                RetrainingTrigger.class,
                ModelCommand.class,
                ModelRegistration.class,
                Deployment.class,
                AuditEntry.class,
                InstanceStatus.class
            })
    void shouldWriteRecordsOfOursAsAvroDoes(Class<? extends SpecificRecord> type) throws IOException {
        var schema = SpecificData.get().getSchema(type);
        var encoding = AvroEncoding.of(schema);

        for (var generic : new RandomData(schema, VALUES, SEED)) {
            var expected = byAvro(schema, generic);
            var reader = new SpecificDatumReader<SpecificRecord>(schema, schema, SpecificData.getForClass(type));
            var specific = reader.read(null, DecoderFactory.get().binaryDecoder(expected, null));

            // a map's entries have another order after reading
            assertThat(bytes(encoding, specific))
                    .isEqualTo(byAvro(new SpecificDatumWriter<>(schema, SpecificData.getForClass(type)), specific));
            assertThat(bytes(encoding, generic)).isEqualTo(expected);
        }
    }

    @Test
    void shouldWriteEveryTypeAsAvroDoes() throws IOException {
        var encoding = AvroEncoding.of(EVERYTHING);

        for (var value : new RandomData(EVERYTHING, VALUES, SEED)) {
            assertThat(bytes(encoding, value)).isEqualTo(byAvro(EVERYTHING, value));
        }
    }

    @Test
    void shouldNameTheFieldOfAValueThatIsNotAllowed() {
        var schema = SchemaBuilder.record("Person")
                .fields()
                .requiredString("name")
                .requiredLong("born")
                .endRecord();
        var nameless = new GenericData.Record(schema);
        nameless.put("born", 1990L);
        var ageless = new GenericData.Record(schema);
        ageless.put("name", "Ada");
        ageless.put("born", "long ago");
        var encoding = AvroEncoding.of(schema);

        assertThatThrownBy(() -> bytes(encoding, nameless))
                .isInstanceOf(AvroTypeException.class)
                .hasMessageContaining("field name of Person: null, which the schema doesn't allow");
        assertThatThrownBy(() -> bytes(encoding, ageless))
                .isInstanceOf(AvroTypeException.class)
                .hasMessageContaining("field born of Person");
        assertThatThrownBy(() -> bytes(encoding, Map.of("name", "Ada"))).isInstanceOf(AvroTypeException.class);
    }

    @Test
    void shouldWriteAnotherStringThanTheLast() throws IOException {
        var schema = Schema.create(Schema.Type.STRING);
        var encoding = AvroEncoding.of(schema);
        var same = "Käse";

        for (var text : List.of(same, same, new StringBuilder("x").append(same), "", "other")) {
            assertThat(bytes(encoding, text)).isEqualTo(byAvro(schema, text));
        }
    }

    @Test
    void shouldWriteStringsThatNeverRepeatThemselvesAndThenDo() throws IOException {
        var schema = Schema.create(Schema.Type.STRING);
        var encoding = AvroEncoding.of(schema);

        for (var i = 0; i < 3_000; i++) {
            var text = "text" + i;
            assertThat(bytes(encoding, text)).isEqualTo(byAvro(schema, text));
            assertThat(bytes(encoding, i % 7 == 0 ? text : "other"))
                    .isEqualTo(byAvro(schema, i % 7 == 0 ? text : "other"));
        }
    }

    @Test
    void shouldWriteAConstantByTheSchemasOrder() throws IOException {
        var schema = SchemaBuilder.enumeration("Role").symbols("SHADOW", "CANDIDATE", "PRIMARY");
        var encoding = AvroEncoding.of(schema);

        for (var role : List.of(Role.PRIMARY, Role.CANDIDATE)) {
            assertThat(bytes(encoding, role))
                    .isEqualTo(byAvro(schema, new GenericData.EnumSymbol(schema, role.name())));
        }
    }

    @Test
    void shouldWriteAPartOfABufferAndABufferThatHidesItsArray() throws IOException {
        var schema = Schema.create(Schema.Type.BYTES);
        var encoding = AvroEncoding.of(schema);
        var buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5});

        for (var part : List.of(
                buffer,
                buffer.slice(1, 3),
                buffer.duplicate().position(2),
                buffer.asReadOnlyBuffer().position(1))) {
            assertThat(bytes(encoding, part)).isEqualTo(byAvro(schema, part.duplicate()));
        }
    }

    private static byte[] bytes(AvroEncoding.Step encoding, Object value) {
        var out = BinaryOutput.begin();
        encoding.write(value, out);
        return out.toByteArray();
    }

    private static byte[] byAvro(Schema schema, Object value) throws IOException {
        return byAvro(new GenericDatumWriter<>(schema), value);
    }

    private static byte[] byAvro(DatumWriter<Object> writer, Object value) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        writer.write(value, encoder);
        return bytes.toByteArray();
    }
}
