package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.scorer.execution.DeviceThread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A runner that feeds batches to a model from reused buffers, and makes as many calls as the model's own batch axis asks for. Belongs
 * to one thread.
 */
public final class Runner {
    private final OrtSession session;
    private final Manifest manifest;
    private final Signature signature;
    private final Set<String> requested;
    private final boolean oneByOne;
    private final boolean batched;
    private final List<InputBuffer> inputs;
    private final int spare;
    private final int most;
    private final @Nullable DeviceThread device;

    /**
     * @param oneByOne whether each row has a call of its own
     * @param rows the most rows in a batch
     * @param most the most rows in a call
     * @param device the thread that calls the session; empty for the caller's own
     */
    Runner(
            OrtSession session,
            Manifest manifest,
            Signature signature,
            boolean oneByOne,
            int rows,
            int most,
            Optional<DeviceThread> device) {
        this.session = session;
        this.manifest = manifest;
        this.signature = signature;
        this.requested = Set.copyOf(signature.outputs());
        this.oneByOne = oneByOne || signature.oneByOne();
        this.batched = signature.isBatched();
        this.spare = rows;
        this.most = most;
        this.device = device.orElse(null);
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
        var count = Math.max(rows, signature.rows());
        var tensors = new LinkedHashMap<String, OnnxTensor>();
        try {
            for (var input : inputs) {
                tensors.put(input.input.fedName(), input.tensor(padded, input.input.batched() ? count : 1));
            }
            return device == null ? call(tensors, count) : device.call(() -> call(tensors, count));
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
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

    private List<OutputColumns> call(Map<String, OnnxTensor> tensors, int rows) throws OrtException {
        try (var result = session.run(tensors, requested)) {
            var columns = new ArrayList<OutputColumns>(signature.outputs().size());
            for (var name : signature.outputs()) {
                columns.add(OutputColumns.copyOf(name, result.get(name).orElseThrow(), rows, batched));
            }
            return columns;
        }
    }
}
