package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The elements of an input of strings. */
final class TextBuffers extends InputBuffer {
    private final String[] texts;
    private final String missing;
    private final int elements;
    private int filled;

    TextBuffers(ModelInput input, int rows) {
        super(input);
        elements = input.elements();
        texts = new String[rows * elements];
        missing = input.missing().value().orElse("");
    }

    @Override
    void clear() {
        filled = 0;
    }

    @Override
    public void putDoubles(double[] values, int from, int count) {
        throw unfit(input, "numbers");
    }

    @Override
    public void putIntegers(long[] values, boolean[] absent, int from, int count) {
        throw unfit(input, "whole numbers");
    }

    @Override
    public void putTexts(@Nullable String[] values, int from, int count) {
        for (var i = from; i < from + count; i++) {
            var value = values[i];
            texts[filled++] = value == null ? missing : value;
        }
    }

    @Override
    void putDouble(double value) {
        throw unfit(input, "a number");
    }

    @Override
    void putInteger(long value) {
        throw unfit(input, "a whole number");
    }

    @Override
    void putText(String value) {
        texts[filled++] = value;
    }

    @Override
    void putMissing() {
        texts[filled++] = missing;
    }

    @Override
    void copy(int row, int to) {
        System.arraycopy(texts, row * elements, texts, to * elements, elements);
    }

    @Override
    OnnxTensor tensor(int from, int rows) throws OrtException {
        var part = Arrays.copyOfRange(texts, from * elements, (from + rows) * elements);
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), part, input.shape(rows));
    }

    @Override
    Object elements(int from, int rows) {
        throw unfit(input, "numbers");
    }
}
