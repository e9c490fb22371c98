package io.sluicegate.enricher.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.enricher.Declare;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureDefinition.Field;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.testing.Draw;
import io.sluicegate.testing.Law;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeaturesWriterTest {
    private static final byte[] HEADER = {0, 0, 0, 0, 7};
    private static final int BYTES = 4;

    @Test
    void shouldWriteWhatAvroWrites() {
        Law.holds(500, draw -> {
            var types = draw.list(0, 12, () -> draw.oneOf(Type.values()));
            var definitions = new ArrayList<FeatureDefinition>();
            var values = new ArrayList<@Nullable Object>();
            for (var type : types) {
                definitions.add(feature("f" + definitions.size(), type));
                values.add(draw.oneOf(true, false) ? null : value(type, draw));
            }
            var schema = FeaturesSchema.of("fraud", Declare.set(definitions.toArray(FeatureDefinition[]::new)));
            var vector = new FeatureVector(draw.anyString(), "c", draw.anyLong(), values);

            assertThat(schema.writer(HEADER).write(vector)).isEqualTo(avro(schema.record(vector)));
        });
    }

    private static FeatureDefinition feature(String name, Type type) {
        var field = new Field("x", false);
        return type == Type.VECTOR
                ? new FeatureDefinition(name, new VectorForm(VectorForm.Element.UINT8, List.of(BYTES)), field)
                : new FeatureDefinition(name, type, field);
    }

    private static Object value(Type type, Draw draw) {
        return switch (type) {
            case DOUBLE -> draw.anyDouble();
            case LONG -> draw.anyLong();
            case BOOLEAN -> draw.oneOf(true, false);
            case STRING -> draw.anyString();
            case VECTOR -> ByteBuffer.wrap(new byte[BYTES + 2], 1, BYTES).slice();
        };
    }

    private static byte[] avro(GenericRecord record) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(HEADER);
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
