package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OnnxTensor;
import com.fasterxml.jackson.databind.JsonNode;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.runtime.binary.BinaryOutput;
import io.sluicegate.scorer.tensors.ElementsBuilder;

/** An output of floating-point numbers. */
final class NumberColumns extends OutputColumns {
    private final double[] values;
    private final long[] shape;
    private final int width;
    private final ElementType type;

    NumberColumns(String name, double[] values, long[] shape, ElementType type) {
        super(name);
        this.values = values;
        this.shape = shape;
        this.width = elements(shape);
        this.type = type;
    }

    static double[] values(OnnxTensor tensor) {
        return switch (tensor.getInfo().type) {
            case DOUBLE -> tensor.getDoubleBuffer().array();
            default -> {
                var floats = tensor.getFloatBuffer(); // float16, too
                var values = new double[floats.remaining()];
                for (var i = 0; i < values.length; i++) {
                    values[i] = floats.get(i);
                }
                yield values;
            }
        };
    }

    static double[] values(float[] floats) {
        var values = new double[floats.length];
        for (var i = 0; i < values.length; i++) {
            values[i] = floats[i];
        }
        return values;
    }

    @Override
    double number(int row, int index) {
        return values[row * width + index];
    }

    @Override
    int width(int row) {
        return width;
    }

    @Override
    String text(int row) {
        return width == 0 ? "" : json(number(row, 0)).asText();
    }

    private JsonNode json(double value) {
        return number(value, type == ElementType.FLOAT64);
    }

    @Override
    void write(int row, BinaryOutput out) {
        out.writeString(name);
        if (width > 0) {
            out.writeLong(width);
            for (var index = 0; index < width; index++) {
                out.writeDouble(number(row, index));
            }
        }
        out.writeEnd();
        out.writeEnd(); // integers
        out.writeEnd(); // texts
        out.writeEnd(); // keys
        writeShape(shape, out);
    }

    @Override
    JsonNode json(int row) {
        return nested(shape, index -> json(number(row, index)));
    }

    @Override
    long[] rowShape() {
        return shape;
    }

    @Override
    void append(int row, ElementsBuilder into) {
        for (var index = 0; index < width; index++) {
            into.addReal(number(row, index));
        }
    }

    @Override
    boolean equal(int row, OutputColumns other, int otherRow, double tolerance) {
        var same = other instanceof NumberColumns numbers && numbers.width == width;
        var least = Math.max(tolerance, rounding());
        for (var index = 0; same && index < width; index++) {
            same = close(number(row, index), other.number(otherRow, index), least);
        }
        return same;
    }

    /** The most that rounding to the type alone may change, a few times over. */
    private double rounding() {
        return switch (type) {
            case FLOAT16 -> 4e-3;
            case BFLOAT16 -> 3e-2;
            default -> 0;
        };
    }
}
