package io.sluicegate.scorer.onnx;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Missing;

/**
 * One input of a loaded model.
 *
 * @param fedName the input's name in the session
 * @param type what the model's input takes
 * @param fed what the session is given; another type where ONNX Runtime's Java can't make tensors of the model's own
 * @param row the shape of one row, without the batch axis
 * @param batched whether the first axis is that of the rows
 * @param missing what stands for a missing value
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ModelInput(
        String name, String fedName, ElementType type, ElementType fed, long[] row, boolean batched, Missing missing) {

    /** The number of elements in one row. */
    int elements() {
        var elements = 1L;
        for (var length : row) {
            elements *= length;
        }
        return Math.toIntExact(elements);
    }

    /** The shape of a tensor with so many rows. */
    long[] shape(int rows) {
        if (!batched) {
            return row;
        }
        var shape = new long[row.length + 1];
        shape[0] = rows;
        System.arraycopy(row, 0, shape, 1, row.length);
        return shape;
    }
}
