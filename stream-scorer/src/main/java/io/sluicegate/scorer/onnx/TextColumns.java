package io.sluicegate.scorer.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluicegate.runtime.binary.BinaryOutput;
import io.sluicegate.scorer.tensors.ElementsBuilder;

/** An output of strings. */
final class TextColumns extends OutputColumns {
    private final String[] values;
    private final long[] shape;
    private final int width;

    TextColumns(String name, String[] values, long[] shape) {
        super(name);
        this.values = values;
        this.shape = shape;
        this.width = elements(shape);
    }

    private String value(int row, int index) {
        return values[row * width + index];
    }

    @Override
    double number(int row, int index) {
        throw new IllegalStateException("output '" + name + "' is of strings");
    }

    @Override
    int width(int row) {
        return width;
    }

    @Override
    String text(int row) {
        return width == 0 ? "" : value(row, 0);
    }

    @Override
    void write(int row, BinaryOutput out) {
        out.writeString(name);
        out.writeEnd(); // values
        out.writeEnd(); // integers
        if (width > 0) {
            out.writeLong(width);
            for (var index = 0; index < width; index++) {
                out.writeString(value(row, index));
            }
        }
        out.writeEnd();
        out.writeEnd(); // keys
        writeShape(shape, out);
    }

    @Override
    JsonNode json(int row) {
        return nested(shape, index -> JSON.textNode(value(row, index)));
    }

    @Override
    long[] rowShape() {
        return shape;
    }

    @Override
    void append(int row, ElementsBuilder into) {
        for (var index = 0; index < width; index++) {
            into.addText(value(row, index));
        }
    }

    @Override
    boolean equal(int row, OutputColumns other, int otherRow, double tolerance) {
        return other instanceof TextColumns texts
                && texts.width == width
                && java.util.stream.IntStream.range(0, width)
                        .allMatch(index -> value(row, index).equals(texts.value(otherRow, index)));
    }
}
