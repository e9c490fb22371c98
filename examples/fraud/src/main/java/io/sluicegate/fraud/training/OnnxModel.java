package io.sluicegate.fraud.training;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.List;
import java.util.Map;

/** An exported model, run in this process by the runtime that serves it. */
final class OnnxModel implements AutoCloseable {
    private static final int BATCH = 4096;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    private OnnxModel(byte[] onnx) throws OrtException {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(onnx, options);
        }
    }

    static OnnxModel load(byte[] onnx) {
        try {
            return new OnnxModel(onnx);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime can't load the exported forest: " + e.getMessage(), e);
        }
    }

    /** One score a row. */
    double[] scores(List<TrainingRow> rows) {
        var scores = new double[rows.size()];
        for (int from = 0; from < rows.size(); from += BATCH) {
            var batch = rows.subList(from, Math.min(from + BATCH, rows.size()));
            var values = run(batch.stream().map(TrainingRow::inputs).toArray(float[][]::new));
            for (int i = 0; i < values.length; i++) {
                scores[from + i] = values[i][0];
            }
        }
        return scores;
    }

    private float[][] run(float[][] inputs) {
        try (var tensor = OnnxTensor.createTensor(environment, inputs);
                var result = session.run(Map.of(ForestExport.INPUT, tensor))) {
            return (float[][]) result.get(0).getValue();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime can't run the exported forest: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime can't close the session: " + e.getMessage(), e);
        }
    }
}
