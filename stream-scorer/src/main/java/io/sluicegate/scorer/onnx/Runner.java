package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.sluicegate.bundle.Manifest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A runner that feeds batches to a model from one reused direct buffer. Belongs to one thread. */
public final class Runner {
    private final OrtSession session;
    private final Manifest manifest;
    private final List<String> outputs;
    private final Set<String> requested;
    private final int columns;
    private final FloatBuffer rows;

    Runner(OrtSession session, Manifest manifest, List<String> outputs, int rows) {
        this.session = session;
        this.manifest = manifest;
        this.outputs = outputs;
        this.requested = Set.copyOf(outputs);
        this.columns = manifest.input().features().size();
        this.rows = ByteBuffer.allocateDirect(rows * columns * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** Starts a batch. The caller puts its rows one after the other, each in the order of the manifest's input. */
    public FloatBuffer begin() {
        return rows.clear();
    }

    /**
     * Scores the rows that were put since {@link #begin()}.
     *
     * @throws ScoringException if the model fails on them
     */
    public Outputs run() throws ScoringException {
        var count = rows.position() / columns;
        rows.flip();
        var shape = new long[] {count, columns};
        try (var input = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), rows, shape);
                var result = session.run(Map.of(manifest.input().name(), input), requested)) {
            return Outputs.copyOf(result, outputs, manifest.output(), count);
        } catch (OrtException | RuntimeException e) {
            throw new ScoringException(
                    manifest.model() + "@" + manifest.version() + " failed on " + count + " rows: " + e.getMessage(),
                    e);
        }
    }
}
