package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OnnxTensor;
import io.sluicegate.runtime.binary.BinaryOutput;

/** The values of one output for the rows of one batch. */
final class OutputColumns {
    private final String name;
    private final double[] values;
    private final int width;

    private OutputColumns(String name, double[] values, int rows) {
        if (values.length % rows != 0) {
            throw new IllegalStateException(
                    "output '" + name + "' has " + values.length + " values for " + rows + " rows");
        }
        this.name = name;
        this.values = values;
        this.width = values.length / rows;
    }

    static OutputColumns copyOf(String name, OnnxTensor tensor, int rows) {
        return new OutputColumns(name, values(tensor), rows);
    }

    private static double[] values(OnnxTensor tensor) {
        return switch (tensor.getInfo().type) {
            case FLOAT -> floats(tensor.getFloatBuffer());
            case DOUBLE -> tensor.getDoubleBuffer().array();
            case INT64 -> longs(tensor.getLongBuffer());
            default -> throw new IllegalStateException("an output of " + tensor.getInfo().type + " passed the check");
        };
    }

    private static double[] floats(java.nio.FloatBuffer floats) {
        var values = new double[floats.remaining()];
        for (var i = 0; i < values.length; i++) {
            values[i] = floats.get(i);
        }
        return values;
    }

    private static double[] longs(java.nio.LongBuffer longs) {
        var values = new double[longs.remaining()];
        for (var i = 0; i < values.length; i++) {
            values[i] = longs.get(i);
        }
        return values;
    }

    double value(int row, int column) {
        return values[row * width + column];
    }

    /** Writes a row's {@link io.sluicegate.records.ModelOutput}. */
    void write(int row, BinaryOutput out) {
        out.writeString(name);
        if (width > 0) {
            out.writeLong(width);
            for (var column = 0; column < width; column++) {
                out.writeDouble(value(row, column));
            }
        }
        out.writeEnd();
    }
}
