package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OrtException;
import io.sluicegate.bundle.Manifest;
import java.util.ArrayList;
import java.util.List;

/**
 * A runner that feeds batches to a model from reused buffers, and makes as many calls as the model's own batch axis asks for. Belongs
 * to one thread.
 */
public final class Runner {
    private final ModelCall call;
    private final Manifest manifest;
    private final Signature signature;
    private final boolean oneByOne;
    private final List<InputBuffer> inputs;
    private final int spare;
    private final int most;

    /**
     * @param call what answers
     * @param oneByOne whether each row has a call of its own
     * @param rows the most rows in a batch
     * @param most the most rows in a call
     */
    Runner(ModelCall call, Manifest manifest, Signature signature, boolean oneByOne, int rows, int most) {
        this.call = call;
        this.manifest = manifest;
        this.signature = signature;
        this.oneByOne = oneByOne || signature.oneByOne();
        this.spare = rows;
        this.most = most;
        this.inputs = signature.inputs().stream()
                .map(input -> InputBuffer.of(input, rows + signature.rows()))
                .toList();
    }

    /** Starts a batch. The caller puts the elements of its rows into each input, row by row, in the manifest's order. */
    public List<InputBuffer> begin() {
        inputs.forEach(InputBuffer::clear);
        return inputs;
    }

    /**
     * Scores the rows that were put since {@link #begin()}.
     *
     * @param rows how many they are
     * @throws ScoringException if the model fails on them
     */
    public Outputs run(int rows) throws ScoringException {
        var each = oneByOne ? 1 : signature.rows() == 0 ? Math.min(rows, most) : signature.rows();
        var calls = new ArrayList<List<OutputColumns>>(1);
        try {
            for (var from = 0; from < rows; from += each) {
                calls.add(call(from, Math.min(each, rows - from)));
            }
        } catch (OrtException | RuntimeException e) {
            throw new ScoringException(
                    manifest.model() + "@" + manifest.version() + " failed on " + rows
                            + (rows == 1 ? " row: " : " rows: ") + OrtMessage.of(e),
                    e);
        }
        return new Outputs(manifest.output(), signature.outputs(), each, calls);
    }

    private List<OutputColumns> call(int from, int rows) throws OrtException {
        var padded = signature.rows() > rows ? pad(from, rows) : from;
        return call.run(inputs, padded, Math.max(rows, signature.rows()));
    }

    /** Copies the rows behind the batch, and the last of them as often as the model's batch axis asks for; returns their place. */
    private int pad(int from, int rows) {
        for (var input : inputs) {
            for (var row = 0; row < signature.rows(); row++) {
                input.copy(from + Math.min(row, rows - 1), spare + row);
            }
        }
        return spare;
    }
}
