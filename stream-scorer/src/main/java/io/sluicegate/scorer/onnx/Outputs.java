package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.runtime.binary.BinaryOutput;
import java.util.ArrayList;
import java.util.List;

/** A model's outputs for the rows of one batch, copied from native memory. */
public final class Outputs {
    private final List<OutputColumns> outputs;
    private final OutputColumns scores;
    private final int scoreIndex;

    private Outputs(List<OutputColumns> outputs, OutputColumns scores, int scoreIndex) {
        this.outputs = outputs;
        this.scores = scores;
        this.scoreIndex = scoreIndex;
    }

    static Outputs copyOf(OrtSession.Result result, List<String> names, Manifest.Output manifest, int rows) {
        var outputs = new ArrayList<OutputColumns>(names.size());
        OutputColumns scores = null;
        for (var name : names) {
            var tensor = (OnnxTensor) result.get(name).orElseThrow();
            var columns = OutputColumns.copyOf(name, tensor, rows);
            outputs.add(columns);
            scores = name.equals(manifest.score()) ? columns : scores;
        }
        if (scores == null) {
            throw new IllegalStateException("there is no output '" + manifest.score() + "'");
        }
        return new Outputs(outputs, scores, manifest.index());
    }

    /** The score of a row. */
    public double score(int row) {
        return scores.value(row, scoreIndex);
    }

    /** Writes all outputs of a row: the items of an array of {@link io.sluicegate.records.ModelOutput}. */
    public void write(int row, BinaryOutput out) {
        out.writeLong(outputs.size());
        for (var output : outputs) {
            output.write(row, out);
        }
        out.writeEnd();
    }
}
