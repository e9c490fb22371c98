package io.sluicegate.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.records.Outcome;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.RecordClasses;
import io.sluicegate.records.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;

/** The codec of the peers against Avro's own. */
class CodecTest {
    private static final String LONG_ID = "an-event-whose-id-takes-two-bytes-for-its-length-".repeat(3);
    private static final Schema FEATURES = SchemaBuilder.record("Features")
            .fields()
            .requiredString("eventId")
            .requiredLong("eventTime")
            .requiredString("featureSet")
            .optionalDouble("a")
            .optionalLong("b")
            .optionalBoolean("c")
            .optionalBytes("d")
            .optionalDouble("e")
            .endRecord();

    private static byte[] features() throws IOException {
        var record = new GenericData.Record(FEATURES);
        record.put("eventId", LONG_ID);
        record.put("eventTime", 1_790_000_000_123L);
        record.put("featureSet", "fingerprint");
        record.put("a", -1.5);
        record.put("b", -300L);
        record.put("c", true);
        record.put(
                "d",
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putFloat(0.25f)
                        .putFloat(4)
                        .flip());
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 0, 0, 0, 7});
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericData.Record>(FEATURES).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    @Test
    void shouldDecodeWhatAvroWrites() throws IOException {
        var row = new FeatureDecoder.Row();
        var numbers = FloatBuffer.allocate(6);
        var bytes = features();

        new FeatureDecoder("dlbvd").decode(bytes, row, numbers);

        assertThat(numbers.array()).containsExactly(-1.5f, -300, 1, 0.25f, 4, Float.NaN);
        assertThat(new String(bytes, row.idFrom, row.idLength, UTF_8)).isEqualTo(LONG_ID);
        assertThat(row.eventTime).isEqualTo(1_790_000_000_123L);
        assertThat(new String(bytes, row.setFrom, row.setLength, UTF_8)).isEqualTo("fingerprint");
    }

    @Test
    void shouldEncodeWhatAvroReads() throws IOException {
        RecordClasses.trust();
        var row = new FeatureDecoder.Row();
        var taken = new Taken("42".getBytes(UTF_8), features(), 3, 1L << 40);
        new FeatureDecoder("dlbvd").decode(taken.value(), row, FloatBuffer.allocate(6));

        var bytes = new PredictionEncoder(PeerSettings.of(TestSettings.properties()))
                .encode(taken, row, new float[] {9, 0.75f, 0.25f}, 1, 2, 1_790_000_000_456L);

        assertThat(ByteBuffer.wrap(bytes).getInt(1)).isEqualTo(12);
        var prediction = new SpecificDatumReader<>(Prediction.class)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
        assertThat(prediction.getEventId()).isEqualTo(LONG_ID);
        assertThat(prediction.getEntity()).isEqualTo("42");
        assertThat(prediction.getScore()).isEqualTo(0.75);
        assertThat(prediction.getPositive()).isTrue();
        assertThat(prediction.getRole()).isEqualTo(Role.PRIMARY);
        assertThat(prediction.getOutcome()).isEqualTo(Outcome.SCORED);
        assertThat(prediction.getOutputs()).hasSize(1);
        assertThat(prediction.getOutputs().get(0).getValues()).isEqualTo(List.of(0.75, 0.25));
        assertThat(prediction.getOutputs().get(0).getShape()).isEqualTo(List.of(2));
        assertThat(prediction.getFeaturesPartition()).isEqualTo(3);
        assertThat(prediction.getFeaturesOffset()).isEqualTo(1L << 40);
        assertThat(prediction.getScoredAt()).isEqualTo(Instant.ofEpochMilli(1_790_000_000_456L));
    }
}
