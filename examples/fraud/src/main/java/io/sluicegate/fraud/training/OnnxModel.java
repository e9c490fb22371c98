package io.sluicegate.fraud.training;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An exported model, run in this process by the runtime that serves it. */
final class OnnxModel implements AutoCloseable {
    private static final int BATCH = 4096;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final List<String> texts;

    private OnnxModel(byte[] onnx, List<String> texts) throws OrtException {
        this.texts = texts;
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(onnx, options);
        }
    }

    /** @param texts the inputs that rows' texts fill, in the order of the texts */
    static OnnxModel load(byte[] onnx, List<String> texts) {
        try {
            return new OnnxModel(onnx, texts);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime can't load the exported forest: " + e.getMessage(), e);
        }
    }

    /** One score a row. */
    double[] scores(List<TrainingRow> rows) {
        var scores = new double[rows.size()];
        for (int from = 0; from < rows.size(); from += BATCH) {
            var batch = rows.subList(from, Math.min(from + BATCH, rows.size()));
            var values = run(batch);
            for (int i = 0; i < values.length; i++) {
                scores[from + i] = values[i][0];
            }
        }
        return scores;
    }

    private float[][] run(List<TrainingRow> rows) {
        var inputs = new HashMap<String, OnnxTensor>();
        try {
            put(rows, inputs);
            try (var result = session.run(inputs)) {
                return (float[][]) result.get(0).getValue();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime can't run the exported forest: " + e.getMessage(), e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private void put(List<TrainingRow> rows, Map<String, OnnxTensor> inputs) throws OrtException {
        var matrix = rows.stream().map(TrainingRow::inputs).toArray(float[][]::new);
        inputs.put(ForestExport.INPUT, OnnxTensor.createTensor(environment, matrix));
        for (int place = 0; place < texts.size(); place++) {
            int text = place;
            var column = rows.stream().map(row -> row.texts().get(text)).toArray(String[]::new);
            inputs.put(texts.get(place), OnnxTensor.createTensor(environment, column, new long[] {rows.size(), 1}));
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
