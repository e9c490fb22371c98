package io.sluicegate.enricher;

import static io.sluicegate.pipeline.catalogue.VectorForm.Element.FLOAT32;
import static io.sluicegate.pipeline.catalogue.VectorForm.Element.INT64;
import static io.sluicegate.pipeline.catalogue.VectorForm.Element.UINT8;

import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.catalogue.VectorForm.Element;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureDefinition.Field;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.pipeline.config.FeatureSet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Card events with vectors in each form that a field may have them in. */
public final class Pictures {
    private static final Schema CODE = Schema.createFixed("Code", null, "test", 4);

    public static final Schema SCHEMA = SchemaBuilder.record("Picture")
            .namespace("test")
            .fields()
            .requiredString("transactionId")
            .requiredString("cardId")
            .requiredLong("occurredAt")
            .requiredDouble("amount")
            .name("floats")
            .type(SchemaBuilder.nullable().array().items().floatType())
            .noDefault()
            .name("doubles")
            .type(SchemaBuilder.array().items().doubleType())
            .noDefault()
            .name("longs")
            .type(SchemaBuilder.array().items().longType())
            .noDefault()
            .name("ints")
            .type(SchemaBuilder.array().items().intType())
            .noDefault()
            .name("image")
            .type(SchemaBuilder.record("Image").fields().requiredBytes("pixels").endRecord())
            .noDefault()
            .name("code")
            .type(CODE)
            .noDefault()
            .endRecord();

    private Pictures() {}

    /** A vector from each field, beside numbers. */
    public static FeatureSet features() {
        return Declare.set(
                Declare.required("amount", Type.DOUBLE, "amount"),
                vector("floats", FLOAT32, "floats", 2, 3),
                vector("doubles", FLOAT32, "doubles", 2),
                vector("levels", UINT8, "doubles", 2),
                vector("longs", INT64, "longs", 3),
                Declare.count("count_1h", Duration.ofHours(1)),
                vector("ints", UINT8, "ints", 2, 2),
                vector("pixels", UINT8, "image.pixels", 2, 2, 3),
                vector("code", Element.UINT32, "code", 1));
    }

    public static FeatureDefinition vector(String name, Element element, String field, Integer... shape) {
        return new FeatureDefinition(name, new VectorForm(element, List.of(shape)), new Field(field, false));
    }

    /** An event whose vectors have the declared forms. */
    public static GenericRecord at(String card, double seconds) {
        var time = Cards.NOON.toEpochMilli() + Math.round(seconds * 1000);
        var record = new GenericData.Record(SCHEMA);
        record.put("transactionId", card + "@" + time);
        record.put("cardId", card);
        record.put("occurredAt", time);
        record.put("amount", 1.5);
        record.put("floats", List.of(0f, 1.5f, -2f, 3f, Float.NaN, 5f));
        record.put("doubles", List.of(0.0, 255.0));
        record.put("longs", List.of(Long.MIN_VALUE, 0L, 9_007_199_254_740_993L));
        record.put("ints", List.of(0, 1, 200, 255));
        record.put("image", image(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 128, 255));
        record.put("code", new GenericData.Fixed(CODE, new byte[] {1, 2, 3, 4}));
        return record;
    }

    /** An event with one field changed. */
    public static GenericRecord with(String field, @Nullable Object value) {
        var record = at("c", 0);
        record.put(field, value);
        return record;
    }

    public static GenericRecord image(int... pixels) {
        var bytes = ByteBuffer.allocate(pixels.length);
        for (var pixel : pixels) {
            bytes.put((byte) pixel);
        }
        var image = new GenericData.Record(SCHEMA.getField("image").schema());
        image.put("pixels", bytes.flip());
        return image;
    }

    /** Arbitrary events of some cards, a few of them with a vector of another length, or without one. */
    public static List<GenericRecord> traffic(int size, int cards, long seed) {
        var random = new Random(seed);
        var records = new ArrayList<GenericRecord>();
        for (int i = 0; i < size; i++) {
            var record = at("card-" + random.nextInt(cards), i);
            record.put("transactionId", "t-" + i);
            record.put("floats", random.nextInt(5) == 0 ? null : floats(random.nextInt(10) == 0 ? 5 : 6, random));
            record.put("longs", List.of(random.nextLong(), random.nextLong(), (long) random.nextInt(100)));
            records.add(record);
        }
        return records;
    }

    private static List<Float> floats(int count, Random random) {
        return random.doubles(count).mapToObj(number -> (float) number).toList();
    }

    /** The elements of a vector as a features record has them. */
    public static ByteBuffer littleEndian(int bytes, Consumer<ByteBuffer> elements) {
        var buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        elements.accept(buffer);
        return buffer.flip();
    }
}
