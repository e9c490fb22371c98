package io.sluicegate.scorer.onnx;

import io.sluicegate.scorer.tensors.ElementsBuilder;
import io.sluicegate.scorer.tensors.Tensor;
import io.sluicegate.scorer.tensors.TensorSpec;
import java.util.Arrays;
import java.util.List;

/** Rows of one request in the outputs of a batch. */
public record AnsweredRows(Outputs outputs, int from, int rows) {

    /**
     * An output of a request's rows as a tensor. A map becomes a string for each row, a JSON object, because no tensor can hold it; and a
     * sequence of tensors a JSON array.
     *
     * @param manyRows whether the tensor's first axis is that of the rows
     * @param parts the rows, which one or several batches have answered
     * @throws ScoringException if the output has another shape for one row than for another, so that no tensor holds both
     */
    public static Tensor tensor(TensorSpec output, boolean manyRows, List<AnsweredRows> parts) throws ScoringException {
        var place = parts.get(0).outputs.place(output.name());
        var shape = parts.get(0).outputs.rowShape(parts.get(0).from, place);
        var rows = parts.stream().mapToInt(AnsweredRows::rows).sum();
        var elements = new ElementsBuilder(output.type().kind(), rows * OutputColumns.elements(shape));
        for (var part : parts) {
            part.append(output.name(), place, shape, elements);
        }
        var restored = manyRows || output.shape().length > shape.length;
        return new Tensor(output.name(), output.type(), restored ? prepend(rows, shape) : shape, elements.build());
    }

    private void append(String output, int place, long[] shape, ElementsBuilder into) throws ScoringException {
        for (var row = from; row < from + rows; row++) {
            var own = outputs.rowShape(row, place);
            if (!Arrays.equals(own, shape)) {
                throw new ScoringException("output '" + output + "' has shape " + Types.shape(shape)
                        + " for one row and " + Types.shape(own) + " for another: send one row in a request");
            }
            outputs.append(row, place, into);
        }
    }

    private static long[] prepend(int rows, long[] shape) {
        var all = new long[shape.length + 1];
        all[0] = rows;
        System.arraycopy(shape, 0, all, 1, shape.length);
        return all;
    }
}
