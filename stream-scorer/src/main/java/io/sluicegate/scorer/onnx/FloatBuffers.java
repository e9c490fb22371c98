package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.ElementValue;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/** The elements of an input of float32, of which most models have one. */
final class FloatBuffers extends InputBuffer {
    private final FloatBuffer floats;
    private final float[] scratch;
    private final float missing;
    private final int elements;

    FloatBuffers(ModelInput input, int rows) {
        super(input);
        elements = input.elements();
        floats = memory(input, rows).asFloatBuffer();
        scratch = new float[elements];
        missing = (float) input.missing()
                .value()
                .map(ElementValue::floating)
                .orElse(Double.NaN)
                .doubleValue();
    }

    @Override
    void clear() {
        floats.clear();
    }

    @Override
    public void putDoubles(double[] values, int from, int count) {
        for (var i = 0; i < count; i++) {
            var value = (float) values[from + i];
            scratch[i] = Math.abs(value) <= Float.MAX_VALUE ? value : missing;
        }
        floats.put(scratch, 0, count);
    }

    @Override
    public void putIntegers(long[] values, boolean[] absent, int from, int count) {
        for (var i = from; i < from + count; i++) {
            floats.put(absent[i] ? missing : (float) values[i]);
        }
    }

    @Override
    public void putTexts(@Nullable String[] values, int from, int count) {
        throw unfit(input, "texts");
    }

    @Override
    public void putVector(ByteBuffer bytes, ElementType type) {
        switch (type) {
            case FLOAT32 -> floats.put(bytes.asFloatBuffer());
            case UINT8 -> putUnsigned(bytes);
            default -> super.putVector(bytes, type);
        }
    }

    /** Puts what most images consist of. */
    private void putUnsigned(ByteBuffer bytes) {
        var first = bytes.position();
        for (var i = 0; i < bytes.remaining(); i++) {
            scratch[i] = bytes.get(first + i) & 0xFF;
        }
        floats.put(scratch, 0, bytes.remaining());
    }

    @Override
    void putDouble(double value) {
        floats.put((float) value);
    }

    @Override
    void putInteger(long value) {
        floats.put((float) value);
    }

    @Override
    void putText(String value) {
        throw unfit(input, "a text");
    }

    @Override
    void putMissing() {
        floats.put(missing);
    }

    @Override
    void copy(int row, int to) {
        floats.put(to * elements, floats, row * elements, elements);
    }

    @Override
    OnnxTensor tensor(int from, int rows) throws OrtException {
        var part = floats.duplicate();
        part.clear().position(from * elements).limit((from + rows) * elements);
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), part.slice(), input.shape(rows));
    }

    @Override
    Object elements(int from, int rows) {
        var copied = new float[rows * elements];
        floats.get(from * elements, copied);
        return copied;
    }
}
