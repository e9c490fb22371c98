package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.ElementType.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The elements of one input for the rows of a batch. They are put row by row, and a buffer is used for batch after batch. */
public abstract class InputBuffer {
    final ModelInput input;

    InputBuffer(ModelInput input) {
        this.input = input;
    }

    static InputBuffer of(ModelInput input, int rows) {
        return switch (input.fed()) {
            case FLOAT32 -> new FloatBuffers(input, rows);
            case STRING -> new TextBuffers(input, rows);
            default -> new NumberBuffers(input, rows);
        };
    }

    /** Memory outside the heap for the elements of so many rows. */
    static ByteBuffer memory(ModelInput input, int rows) {
        var row = (long) input.elements() * input.fed().bytes();
        if (row * rows > Integer.MAX_VALUE) {
            throw new IllegalStateException("input '" + input.name() + "' takes " + row + " bytes a row, too many for "
                    + rows + " rows in one call: lower model.batch");
        }
        return ByteBuffer.allocateDirect(Math.toIntExact(row * rows)).order(ByteOrder.nativeOrder());
    }

    /** Forgets all elements. */
    abstract void clear();

    /** Puts numbers; one that isn't finite is missing, because a model could silently return a wrong score for infinity. */
    public abstract void putDoubles(double[] values, int from, int count);

    /** Puts whole numbers, or booleans as 0 and 1. */
    public abstract void putIntegers(long[] values, boolean[] absent, int from, int count);

    /** Puts texts; null is missing. */
    public abstract void putTexts(@Nullable String[] values, int from, int count);

    /**
     * Puts a vector's elements as they are, even if they aren't finite.
     *
     * @param bytes the elements, little-endian, each of which fits the input
     */
    public void putVector(ByteBuffer bytes, ElementType type) {
        var numbers = type.kind() == Kind.FLOATING || input.type().kind() == Kind.FLOATING;
        for (var index = 0; index < VectorElements.count(bytes, type); index++) {
            if (numbers) {
                putDouble(VectorElements.number(bytes, type, index));
            } else {
                putInteger(VectorElements.whole(bytes, type, index));
            }
        }
    }

    /** Puts what stands for a missing value in the place of so many elements. */
    public void putMissing(int count) {
        for (var i = 0; i < count; i++) {
            putMissing();
        }
    }

    /** Puts one number as it is, even if it isn't finite. */
    abstract void putDouble(double value);

    /** Puts one whole number, boolean, or the bits of an unsigned number. */
    abstract void putInteger(long value);

    /** Puts one text. */
    abstract void putText(String value);

    /** Puts what stands for a missing value. */
    abstract void putMissing();

    /** Copies a row to another place. */
    abstract void copy(int row, int to);

    /** A tensor of the rows; it shares the buffer's memory where it can. */
    abstract OnnxTensor tensor(int from, int rows) throws OrtException;

    /** The elements of the rows: {@code float[]}, {@code double[]} or {@code long[]}, of numbers that the JVM has. */
    abstract Object elements(int from, int rows);

    static IllegalStateException unfit(ModelInput input, String what) {
        return new IllegalStateException(
                what + " for input '" + input.name() + "' of " + input.type().text() + " passed the checks");
    }
}
