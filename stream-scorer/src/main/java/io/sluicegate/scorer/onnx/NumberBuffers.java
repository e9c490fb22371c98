package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.platform.Fp16Conversions;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.ElementType.Kind;
import io.sluicegate.bundle.ElementValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The elements of an input of numbers or booleans, as bytes of the session's type. */
final class NumberBuffers extends InputBuffer {
    private final ElementType type;
    private final ByteBuffer bytes;
    private final int rowBytes;
    private final double missingNumber;
    private final long missingInteger;

    NumberBuffers(ModelInput input, int rows) {
        super(input);
        type = input.fed();
        rowBytes = input.elements() * type.bytes();
        bytes = memory(input, rows);
        var floating = type.kind() == Kind.FLOATING;
        missingNumber =
                floating ? input.missing().value().map(ElementValue::floating).orElse(Double.NaN) : Double.NaN;
        missingInteger = floating ? 0 : integer(input);
    }

    @Override
    void clear() {
        bytes.clear();
    }

    @Override
    public void putDoubles(double[] values, int from, int count) {
        for (var i = from; i < from + count; i++) {
            if (isFinite(type, values[i])) {
                putDouble(values[i]);
            } else {
                putMissing();
            }
        }
    }

    /** Whether the value is finite in a type. */
    static boolean isFinite(ElementType type, double value) {
        return switch (type) {
            case FLOAT64 -> Double.isFinite(value);
            case FLOAT16 ->
                Math.abs(Fp16Conversions.fp16ToFloat(Fp16Conversions.floatToFp16((float) value))) <= Float.MAX_VALUE;
            case BFLOAT16 ->
                Math.abs(Fp16Conversions.bf16ToFloat(Fp16Conversions.floatToBf16((float) value))) <= Float.MAX_VALUE;
            default -> Math.abs((float) value) <= Float.MAX_VALUE;
        };
    }

    @Override
    public void putIntegers(long[] values, boolean[] absent, int from, int count) {
        for (var i = from; i < from + count; i++) {
            if (absent[i]) {
                putMissing();
            } else {
                putInteger(values[i]);
            }
        }
    }

    @Override
    public void putTexts(@Nullable String[] values, int from, int count) {
        throw unfit(input, "texts");
    }

    @Override
    public void putVector(ByteBuffer vector, ElementType given) {
        if (given == type && (type.bytes() == 1 || ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN)) {
            bytes.put(vector.duplicate());
        } else {
            super.putVector(vector, given);
        }
    }

    @Override
    void putDouble(double value) {
        switch (type) {
            case FLOAT64 -> bytes.putDouble(value);
            case FLOAT16 -> bytes.putShort(Fp16Conversions.floatToFp16((float) value));
            case BFLOAT16 -> bytes.putShort(Fp16Conversions.floatToBf16((float) value));
            default -> putInteger((long) value);
        }
    }

    @Override
    void putInteger(long value) {
        if (type.kind() == Kind.FLOATING) {
            putDouble((double) value);
            return;
        }
        switch (type.bytes()) {
            case 1 -> bytes.put((byte) value);
            case 2 -> bytes.putShort((short) value);
            case 4 -> bytes.putInt((int) value);
            default -> bytes.putLong(value);
        }
    }

    @Override
    void putText(String value) {
        throw unfit(input, "a text");
    }

    @Override
    void putMissing() {
        if (type.kind() == Kind.FLOATING) {
            putDouble(missingNumber);
        } else {
            putInteger(missingInteger);
        }
    }

    private static long integer(ModelInput input) {
        var value = input.missing().value();
        return input.type().kind() == Kind.BOOLEAN
                ? value.filter(ElementValue::truth).isPresent() ? 1 : 0
                : value.map(text -> ElementValue.whole(input.type(), text)).orElse(0L);
    }

    @Override
    void copy(int row, int to) {
        bytes.put(to * rowBytes, bytes, row * rowBytes, rowBytes);
    }

    @Override
    Object elements(int from, int rows) {
        var part = bytes.duplicate()
                .order(ByteOrder.nativeOrder())
                .clear()
                .position(from * rowBytes)
                .limit((from + rows) * rowBytes);
        if (type == ElementType.FLOAT64) {
            var copied = new double[rows * input.elements()];
            part.asDoubleBuffer().get(copied);
            return copied;
        }
        return IntegerColumns.values(part, type);
    }

    @Override
    OnnxTensor tensor(int from, int rows) throws OrtException {
        var part = bytes.duplicate()
                .clear()
                .position(from * rowBytes)
                .limit((from + rows) * rowBytes)
                .slice()
                .order(ByteOrder.nativeOrder());
        var environment = OrtEnvironment.getEnvironment();
        var shape = input.shape(rows);
        return switch (type) {
            case FLOAT64 -> OnnxTensor.createTensor(environment, part.asDoubleBuffer(), shape);
            case FLOAT16 -> OnnxTensor.createTensor(environment, part.asShortBuffer(), shape, OnnxJavaType.FLOAT16);
            case BFLOAT16 -> OnnxTensor.createTensor(environment, part.asShortBuffer(), shape, OnnxJavaType.BFLOAT16);
            case INT16 -> OnnxTensor.createTensor(environment, part.asShortBuffer(), shape);
            case INT32 -> OnnxTensor.createTensor(environment, part.asIntBuffer(), shape);
            case INT64 -> OnnxTensor.createTensor(environment, part.asLongBuffer(), shape);
            case INT8 -> OnnxTensor.createTensor(environment, part, shape, OnnxJavaType.INT8);
            case UINT8 -> OnnxTensor.createTensor(environment, part, shape, OnnxJavaType.UINT8);
            case BOOL -> OnnxTensor.createTensor(environment, part, shape, OnnxJavaType.BOOL);
            default -> throw unfit(input, "tensors of " + type.text());
        };
    }
}
