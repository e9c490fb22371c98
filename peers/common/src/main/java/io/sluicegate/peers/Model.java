package io.sluicegate.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The model, with the options that the scorer uses: one thread a call, all optimizations. Its rows are one buffer outside the heap. */
final class Model implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final String input;
    private final int columns;
    private final FloatBuffer rows;
    private final @Nullable OnnxTensor[] tensors;

    Model(PeerSettings.Model settings, int cap) throws OrtException {
        input = settings.input();
        columns = settings.columns();
        rows = ByteBuffer.allocateDirect(cap * columns * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        tensors = new OnnxTensor[cap + 1];
        try (var options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            session = environment.createSession(settings.file(), options);
        }
    }

    /** The rows, to be filled from the beginning. */
    FloatBuffer rows() {
        return rows.clear();
    }

    /** Scores the first rows; the result has as many numbers for each. */
    float[] score(int count) throws OrtException {
        try (var result = session.run(Map.of(input, tensor(count)))) {
            var buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
            var scores = new float[buffer.remaining()];
            buffer.get(scores);
            return scores;
        }
    }

    /** One for each number of rows, over the same memory. */
    private OnnxTensor tensor(int count) throws OrtException {
        var known = tensors[count];
        if (known == null) {
            known = OnnxTensor.createTensor(environment, rows.slice(0, count * columns), new long[] {count, columns});
            tensors[count] = known;
        }
        return known;
    }

    @Override
    public void close() throws OrtException {
        for (var tensor : tensors) {
            if (tensor != null) {
                tensor.close();
            }
        }
        session.close();
    }
}
