package io.sluicegate.scorer.features;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.runtime.binary.BinaryInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Steps that read vectors: bytes as the enricher writes them, and arrays of numbers as other writers may. A vector in one piece isn't
 * copied: it stays in the record's bytes.
 */
final class VectorStep {
    private VectorStep() {}

    /** Whether values of the schema are read as vectors. */
    static boolean isVector(Schema schema) {
        return switch (schema.getType()) {
            case BYTES, FIXED -> true;
            case ARRAY -> elements(schema).isPresent();
            default -> false;
        };
    }

    /** The type of the elements; empty if the schema doesn't say it, so that the model's own counts. */
    static Optional<ElementType> elements(Schema schema) {
        return switch (schema.getType()) {
            case BYTES -> VectorForm.of(schema).map(VectorForm::element).map(ElementType::of);
            case ARRAY -> ofNumbers(schema.getElementType().getType());
            case UNION ->
                schema.getTypes().stream()
                        .filter(VectorStep::isVector)
                        .findFirst()
                        .flatMap(VectorStep::elements);
            default -> Optional.empty();
        };
    }

    private static Optional<ElementType> ofNumbers(Schema.Type type) {
        return switch (type) {
            case FLOAT -> Optional.of(ElementType.FLOAT32);
            case DOUBLE -> Optional.of(ElementType.FLOAT64);
            case INT -> Optional.of(ElementType.INT32);
            case LONG -> Optional.of(ElementType.INT64);
            default -> Optional.empty();
        };
    }

    /** The step that reads a vector to its place among the row's; anything else than a vector is missing. */
    static FieldStep of(Schema schema, int index) {
        return switch (schema.getType()) {
            case BYTES -> (in, row) -> row.vectors[index] = in.readSlice(in.readInt());
            case FIXED -> (in, row) -> row.vectors[index] = in.readSlice(schema.getFixedSize());
            case ARRAY -> array(schema, index);
            case UNION -> FieldStep.branch(schema, one -> of(one, index));
            default -> FieldStep.skip(schema);
        };
    }

    private static FieldStep array(Schema schema, int index) {
        return switch (schema.getElementType().getType()) {
            case FLOAT -> (in, row) -> row.vectors[index] = joined(in, Float.BYTES);
            case DOUBLE -> (in, row) -> row.vectors[index] = joined(in, Double.BYTES);
            case INT -> (in, row) -> row.vectors[index] = whole(in, Integer.BYTES);
            case LONG -> (in, row) -> row.vectors[index] = whole(in, Long.BYTES);
            default -> FieldStep.skip(schema);
        };
    }

    /** The numbers of an array, which are little-endian already: mostly one block, and not copied then. */
    private static ByteBuffer joined(BinaryInput in, int size) throws IOException {
        var first = in.readSlice(in.readBlock(size) * size);
        var count = first.hasRemaining() ? in.readBlock(size) : 0;
        if (count == 0) {
            return first;
        }
        var all =
                grown(ByteBuffer.allocate(0), first.remaining() + count * size).put(first);
        for (; count > 0; count = in.readBlock(size)) {
            all = grown(all, count * size).put(in.readSlice(count * size));
        }
        return all.flip();
    }

    private static ByteBuffer whole(BinaryInput in, int size) throws IOException {
        var all = ByteBuffer.allocate(0);
        for (var count = in.readBlock(1); count > 0; count = in.readBlock(1)) {
            all = grown(all, count * size);
            for (var i = 0; i < count; i++) {
                put(in, size, all);
            }
        }
        return all.order(ByteOrder.LITTLE_ENDIAN).flip();
    }

    private static void put(BinaryInput in, int size, ByteBuffer into) throws IOException {
        if (size == Integer.BYTES) {
            into.putInt(in.readInt());
        } else {
            into.putLong(in.readLong());
        }
    }

    /** A buffer with room for more bytes, and with those that have been put. */
    private static ByteBuffer grown(ByteBuffer buffer, int more) {
        if (buffer.remaining() >= more) {
            return buffer;
        }
        var size = Math.max(2 * buffer.position(), buffer.position() + more);
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).put(buffer.flip());
    }
}
