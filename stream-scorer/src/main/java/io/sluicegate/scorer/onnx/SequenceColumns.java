package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sluicegate.runtime.binary.BinaryOutput;
import io.sluicegate.scorer.tensors.ElementsBuilder;
import java.util.ArrayList;
import java.util.List;

/** An output that is a sequence of tensors: a row has its part of each. Each is written as an output of its own. */
final class SequenceColumns extends OutputColumns {
    private final List<OutputColumns> parts;

    private SequenceColumns(String name, List<OutputColumns> parts) {
        super(name);
        this.parts = parts;
    }

    static SequenceColumns copyOf(String name, OnnxSequence sequence, int rows, boolean batched) throws OrtException {
        var tensors = sequence.getValue();
        try {
            var parts = new ArrayList<OutputColumns>(tensors.size());
            for (var tensor : tensors) {
                parts.add(OutputColumns.copyOf(name + "." + parts.size(), tensor, rows, batched));
            }
            return new SequenceColumns(name, parts);
        } finally {
            tensors.forEach(OnnxValue::close);
        }
    }

    @Override
    double number(int row, int index) {
        var left = index;
        for (var part : parts) {
            if (left < part.width(row)) {
                return part.number(row, left);
            }
            left -= part.width(row);
        }
        return Double.NaN;
    }

    @Override
    int width(int row) {
        return parts.stream().mapToInt(part -> part.width(row)).sum();
    }

    @Override
    String text(int row) {
        return parts.isEmpty() ? "" : parts.get(0).text(row);
    }

    @Override
    int records(int row) {
        return parts.size();
    }

    @Override
    void write(int row, BinaryOutput out) {
        parts.forEach(part -> part.write(row, out));
    }

    @Override
    JsonNode json(int row) {
        var array = JSON.arrayNode();
        parts.forEach(part -> array.add(part.json(row)));
        return array;
    }

    @Override
    long[] rowShape() {
        return SCALAR;
    }

    @Override
    void append(int row, ElementsBuilder into) {
        into.addText(json(row).toString());
    }

    @Override
    boolean equal(int row, OutputColumns other, int otherRow, double tolerance) {
        var same = other instanceof SequenceColumns sequence && sequence.parts.size() == parts.size();
        for (var i = 0; same && i < parts.size(); i++) {
            same = parts.get(i).equal(row, ((SequenceColumns) other).parts.get(i), otherRow, tolerance);
        }
        return same;
    }
}
