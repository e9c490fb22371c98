package io.sluicegate.scorer.onnx;

import ai.onnxruntime.platform.Fp16Conversions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.ElementType.Kind;
import io.sluicegate.bundle.ElementValue;
import io.sluicegate.pipeline.catalogue.VectorForm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Vectors as JSON: nested arrays in their shape. Rows from Avro have a vector's bytes as they are, in a {@link BinaryNode}. */
public final class VectorJson {
    private VectorJson() {}

    /**
     * The elements of a vector, little-endian.
     *
     * @throws IllegalArgumentException if the value is no vector of the form; the message is what was found
     */
    public static ByteBuffer bytes(VectorForm form, JsonNode value) {
        if (value instanceof BinaryNode binary) {
            return ofBytes(form, binary.binaryValue());
        }
        var bytes = ByteBuffer.allocate(form.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        put(form, value, 0, bytes);
        return bytes.flip();
    }

    private static ByteBuffer ofBytes(VectorForm form, byte[] bytes) {
        if (bytes.length != form.bytes()) {
            throw new IllegalArgumentException(bytes.length + " bytes");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void put(VectorForm form, JsonNode value, int axis, ByteBuffer into) {
        if (axis == form.shape().size()) {
            put(form.element(), value, into);
            return;
        }
        if (!value.isArray() || value.size() != form.shape().get(axis)) {
            throw new IllegalArgumentException(
                    value.isArray()
                            ? "an array of " + value.size() + " at depth " + (axis + 1)
                            : RowReader.found(value));
        }
        for (var element : value) {
            put(form, element, axis + 1, into);
        }
    }

    private static void put(VectorForm.Element element, JsonNode value, ByteBuffer into) {
        if (element.isFloating()) {
            putFloating(element, floating(element, value), into);
            return;
        }
        var whole = whole(element, value);
        switch (element.bytes()) {
            case 1 -> into.put((byte) whole);
            case 2 -> into.putShort((short) whole);
            case 4 -> into.putInt((int) whole);
            default -> into.putLong(whole);
        }
    }

    private static void putFloating(VectorForm.Element element, double value, ByteBuffer into) {
        switch (element) {
            case FLOAT16 -> into.putShort(Fp16Conversions.floatToFp16((float) value));
            case BFLOAT16 -> into.putShort(Fp16Conversions.floatToBf16((float) value));
            case FLOAT32 -> into.putFloat((float) value);
            default -> into.putDouble(value);
        }
    }

    private static double floating(VectorForm.Element element, JsonNode value) {
        if (value.isNumber() && element.holds(value.doubleValue())) {
            return value.doubleValue();
        }
        if (RowReader.NOT_FINITE.contains(value.asText())) {
            return ElementValue.floating(value.asText());
        }
        throw new IllegalArgumentException(RowReader.found(value));
    }

    /** A whole number; booleans are 0 and 1. */
    private static long whole(VectorForm.Element element, JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong() && element.holds(value.longValue())) {
            return value.longValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? 1 : 0;
        }
        if (value.isNumber() && element != VectorForm.Element.BOOL) {
            return ElementValue.whole(
                    ElementType.of(element), value.decimalValue().toPlainString());
        }
        throw new IllegalArgumentException(RowReader.found(value));
    }

    /** A vector's elements as nested arrays. */
    public static JsonNode nested(VectorForm form, ByteBuffer bytes) {
        var type = ElementType.of(form.element());
        var shape = form.shape().stream().mapToLong(Integer::longValue).toArray();
        return OutputColumns.nested(
                shape,
                index -> type.kind() == Kind.FLOATING
                        ? OutputColumns.number(VectorElements.number(bytes, type, index), type == ElementType.FLOAT64)
                        : IntegerColumns.json(VectorElements.whole(bytes, type, index), type));
    }
}
