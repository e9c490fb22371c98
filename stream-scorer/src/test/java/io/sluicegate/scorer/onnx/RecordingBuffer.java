package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OnnxTensor;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Missing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An input that keeps what is put into it; null is a missing value. */
public final class RecordingBuffer extends InputBuffer {
    private final List<@Nullable Object> values = new ArrayList<>();

    public RecordingBuffer() {
        super(new ModelInput("x", "x", ElementType.FLOAT64, ElementType.FLOAT64, new long[0], true, Missing.NAN));
    }

    public List<@Nullable Object> values() {
        return values;
    }

    @Override
    void clear() {
        values.clear();
    }

    @Override
    public void putDoubles(double[] some, int from, int count) {
        for (var i = from; i < from + count; i++) {
            values.add(some[i]);
        }
    }

    @Override
    public void putIntegers(long[] some, boolean[] absent, int from, int count) {
        for (var i = from; i < from + count; i++) {
            values.add(absent[i] ? null : some[i]);
        }
    }

    @Override
    public void putTexts(@Nullable String[] some, int from, int count) {
        for (var i = from; i < from + count; i++) {
            values.add(some[i]);
        }
    }

    @Override
    void putDouble(double value) {
        values.add(value);
    }

    @Override
    void putInteger(long value) {
        values.add(value);
    }

    @Override
    void putText(String value) {
        values.add(value);
    }

    @Override
    void putMissing() {
        values.add(null);
    }

    @Override
    void copy(int row, int to) {
        throw new UnsupportedOperationException();
    }

    @Override
    OnnxTensor tensor(int from, int rows) {
        throw new UnsupportedOperationException();
    }

    @Override
    Object elements(int from, int rows) {
        throw new UnsupportedOperationException();
    }
}
