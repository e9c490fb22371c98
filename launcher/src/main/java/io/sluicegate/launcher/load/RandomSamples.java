package io.sluicegate.launcher.load;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Random events of a schema: numbers around 50, few different texts, one in ten optional values missing. They exercise a pipeline; they
 * mean nothing.
 */
final class RandomSamples implements Samples {
    private static final int TEXTS = 8;
    private static final int ELEMENTS = 3;
    private static final double MISSING = 0.1;
    private static final double MEAN = 50;
    private static final double DEVIATION = 15;

    private final Schema schema;
    private final RandomGenerator random;

    RandomSamples(Schema schema, RandomGenerator random) {
        this.schema = schema;
        this.random = random;
    }

    @Override
    public GenericRecord next() {
        return record(schema);
    }

    private GenericRecord record(Schema schema) {
        var record = new GenericData.Record(schema);
        schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema())));
        return record;
    }

    private @Nullable Object value(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> ofUnion(schema);
            case RECORD -> record(schema);
            case ENUM -> symbol(schema);
            case ARRAY ->
                new GenericData.Array<>(
                        schema,
                        IntStream.range(0, ELEMENTS)
                                .mapToObj(i -> value(schema.getElementType()))
                                .toList());
            case MAP -> Map.of("key", value(schema.getValueType()));
            case STRING -> "text-" + random.nextInt(TEXTS);
            case BYTES -> ByteBuffer.wrap(bytes(TEXTS));
            case FIXED -> new GenericData.Fixed(schema, bytes(schema.getFixedSize()));
            case BOOLEAN -> random.nextBoolean();
            case INT -> (int) Math.round(number());
            case LONG -> Math.round(number());
            case FLOAT -> (float) number();
            case DOUBLE -> number();
            case NULL -> null;
        };
    }

    private @Nullable Object ofUnion(Schema union) {
        var branches = union.getTypes().stream()
                .filter(it -> it.getType() != Schema.Type.NULL)
                .toList();
        var isMissing = union.isNullable() && (branches.isEmpty() || random.nextDouble() < MISSING);
        return isMissing ? null : value(branches.get(random.nextInt(branches.size())));
    }

    private Object symbol(Schema schema) {
        var symbols = schema.getEnumSymbols();
        return new GenericData.EnumSymbol(schema, symbols.get(random.nextInt(symbols.size())));
    }

    private double number() {
        return random.nextGaussian(MEAN, DEVIATION);
    }

    private byte[] bytes(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
