package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OnnxTensor;
import com.fasterxml.jackson.databind.JsonNode;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.runtime.binary.BinaryOutput;
import io.sluicegate.scorer.tensors.ElementsBuilder;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An output of whole numbers or booleans. */
final class IntegerColumns extends OutputColumns {
    private final long[] values;
    private final long[] shape;
    private final int width;
    private final ElementType type;

    IntegerColumns(String name, long[] values, long[] shape, ElementType type) {
        super(name);
        this.values = values;
        this.shape = shape;
        this.width = elements(shape);
        this.type = type;
    }

    static long[] values(OnnxTensor tensor, ElementType type) {
        return values(tensor.getByteBuffer().order(ByteOrder.nativeOrder()), type);
    }

    /** The numbers that are left in a buffer. */
    static long[] values(ByteBuffer bytes, ElementType type) {
        var values = new long[bytes.remaining() / type.bytes()];
        for (var i = 0; i < values.length; i++) {
            values[i] = next(bytes, type);
        }
        return values;
    }

    private static long next(ByteBuffer bytes, ElementType type) {
        return switch (type) {
            case INT8 -> bytes.get();
            case INT16 -> bytes.getShort();
            case INT32 -> bytes.getInt();
            case UINT16 -> Short.toUnsignedLong(bytes.getShort());
            case UINT32 -> Integer.toUnsignedLong(bytes.getInt());
            case UINT8, BOOL -> Byte.toUnsignedLong(bytes.get());
            default -> bytes.getLong();
        };
    }

    private long value(int row, int index) {
        return values[row * width + index];
    }

    @Override
    double number(int row, int index) {
        var value = value(row, index);
        return type == ElementType.UINT64 ? unsigned(value).doubleValue() : value;
    }

    private static BigInteger unsigned(long bits) {
        return new BigInteger(Long.toUnsignedString(bits));
    }

    @Override
    int width(int row) {
        return width;
    }

    @Override
    String text(int row) {
        return width == 0 ? "" : json(value(row, 0)).asText();
    }

    private JsonNode json(long value) {
        return json(value, type);
    }

    static JsonNode json(long value, ElementType type) {
        return switch (type) {
            case BOOL -> JSON.booleanNode(value != 0);
            case UINT64 -> JSON.numberNode(unsigned(value));
            default -> JSON.numberNode(value);
        };
    }

    @Override
    void write(int row, BinaryOutput out) {
        out.writeString(name);
        out.writeEnd(); // values
        if (type != ElementType.UINT64 && width > 0) {
            out.writeLong(width);
            for (var index = 0; index < width; index++) {
                out.writeLong(value(row, index));
            }
        }
        out.writeEnd();
        if (type == ElementType.UINT64 && width > 0) {
            out.writeLong(width);
            for (var index = 0; index < width; index++) {
                out.writeString(Long.toUnsignedString(value(row, index)));
            }
        }
        out.writeEnd();
        out.writeEnd(); // keys
        writeShape(shape, out);
    }

    @Override
    JsonNode json(int row) {
        return nested(shape, index -> json(value(row, index)));
    }

    @Override
    long[] rowShape() {
        return shape;
    }

    @Override
    void append(int row, ElementsBuilder into) {
        for (var index = 0; index < width; index++) {
            into.addWhole(value(row, index));
        }
    }

    @Override
    boolean equal(int row, OutputColumns other, int otherRow, double tolerance) {
        if (!(other instanceof IntegerColumns integers) || integers.width != width) {
            return false;
        }
        for (var index = 0; index < width; index++) {
            if (value(row, index) != integers.value(otherRow, index)) {
                return false;
            }
        }
        return true;
    }
}
