package io.sluicegate.bundle.onnx;

import io.sluicegate.bundle.onnx.OnnxValue.Kind;
import io.sluicegate.bundle.onnx.OnnxValue.Length;
import java.util.List;

/** Infers which inputs have a batch axis: a first axis that is that of the rows. */
final class BatchAxes {
    private final OnnxFile file;
    private final List<String> notes;

    BatchAxes(OnnxFile file, List<String> notes) {
        this.file = file;
        this.notes = notes;
    }

    /** A first axis of any length is that of the rows; so is a fixed one that looks like it. */
    boolean isBatched(OnnxValue value) {
        if (value.shape().isEmpty()) {
            return true;
        }
        var shape = value.shape().get();
        if (shape.isEmpty()) {
            notes.add("input '" + value.name() + "' has no batch axis: the model takes one row at a time");
            return false;
        }
        if (shape.get(0).isAny()) {
            return true;
        }
        var rows = shape.get(0).value();
        var fixed = isFixedBatch(shape);
        notes.add("input '" + value.name() + "' has shape " + OnnxValue.text(shape)
                + (fixed
                        ? ": the model takes " + rows + (rows == 1 ? " row" : " rows") + " at a time"
                        : ": it has no batch axis, and the model takes one row at a time"));
        return fixed;
    }

    private boolean isFixedBatch(List<Length> shape) {
        if (file.inputs().stream().anyMatch(BatchAxes::takesAnyRows)) {
            return false; // it's that input's first axis
        }
        var rows = shape.get(0).value();
        return shape.size() > 1
                ? isOfRows(shape)
                : rows > 1
                        && file.inputs().stream()
                                .flatMap(input -> input.shape().stream())
                                .anyMatch(other ->
                                        other.size() > 1 && other.get(0).value() == rows && isOfRows(other));
    }

    private static boolean takesAnyRows(OnnxValue input) {
        return input.shape()
                .filter(shape -> !shape.isEmpty() && shape.get(0).isAny())
                .isPresent();
    }

    /** Whether a matrix's fixed first axis is that of the rows: it is 1, or an output may have it, too. */
    private boolean isOfRows(List<Length> matrix) {
        var rows = matrix.get(0).value();
        return rows == 1
                || file.outputs().stream()
                        .filter(output -> output.kind() == Kind.TENSOR)
                        .anyMatch(output -> mayHave(output, rows));
    }

    private static boolean mayHave(OnnxValue output, long rows) {
        return output.shape().isEmpty()
                || output.shape().get().stream().limit(1).anyMatch(first -> isOf(first, rows));
    }

    private static boolean isOf(Length first, long rows) {
        return first.isAny() || first.value() == rows;
    }
}
