package io.sluicegate.scorer.onnx;

import io.sluicegate.scorer.tensors.Elements;
import java.util.List;

/** Scores rows of tensors, those of several requests in one batch. Belongs to one thread. */
public final class TensorRows {
    private final Runner runner;

    /** @param batch the most rows scored together */
    public TensorRows(OnnxModel model, int batch) {
        this.runner = model.runner(batch);
    }

    /**
     * Some rows of a request.
     *
     * @param inputs the elements of each of the model's inputs, in their order, for all rows of the request
     */
    public record Part(List<Elements> inputs, int from, int rows) {}

    /**
     * Scores rows that fit the model's inputs.
     *
     * @throws ScoringException if the model fails on them
     */
    public Outputs score(List<Part> parts) throws ScoringException {
        var buffers = runner.begin();
        for (var place = 0; place < buffers.size(); place++) {
            for (var part : parts) {
                put(buffers.get(place), part.inputs().get(place), part);
            }
        }
        return runner.run(parts.stream().mapToInt(Part::rows).sum());
    }

    private static void put(InputBuffer buffer, Elements elements, Part part) {
        var width = buffer.input.elements();
        var until = (part.from() + part.rows()) * width;
        for (var i = part.from() * width; i < until; i++) {
            if (elements instanceof Elements.Reals reals) {
                buffer.putDouble(reals.values()[i]);
            } else if (elements instanceof Elements.Wholes wholes) {
                buffer.putInteger(wholes.values()[i]);
            } else {
                buffer.putText(((Elements.Texts) elements).values()[i]);
            }
        }
    }
}
