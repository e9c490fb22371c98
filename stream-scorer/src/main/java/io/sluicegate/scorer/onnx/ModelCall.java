package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OrtException;
import java.util.List;

/** One call of a model by one of its engines. Belongs to one thread. */
interface ModelCall {
    /**
     * Answers rows.
     *
     * @param inputs the elements of each input, of which those of the rows are used
     * @return the outputs, in the signature's order
     */
    List<OutputColumns> run(List<InputBuffer> inputs, int from, int rows) throws OrtException;
}
