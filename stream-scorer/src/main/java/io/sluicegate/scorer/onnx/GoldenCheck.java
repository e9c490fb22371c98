package io.sluicegate.scorer.onnx;

import io.sluicegate.records.GoldenVector;
import io.sluicegate.records.GoldenVectors;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** A check of a model against its golden vectors, scored one by one and in batches. */
public final class GoldenCheck {
    private static final int TOLD = 3;

    private final OnnxModel model;
    private final GoldenVectors golden;

    public GoldenCheck(OnnxModel model, GoldenVectors golden) {
        this.model = model;
        this.golden = golden;
    }

    /** The first few differences; empty if the model answers as tested. */
    public List<String> problems(int batch) throws ScoringException {
        var problems = new ArrayList<String>();
        check(1, problems);
        check(batch, problems);
        return problems.stream().distinct().limit(TOLD).toList();
    }

    private void check(int batch, List<String> problems) throws ScoringException {
        var runner = model.runner(batch);
        var vectors = golden.getVectors();
        for (var from = 0; from < vectors.size(); from += batch) {
            check(runner, from, vectors.subList(from, Math.min(vectors.size(), from + batch)), problems);
        }
    }

    private void check(Runner runner, int from, List<GoldenVector> vectors, List<String> problems)
            throws ScoringException {
        var rows = runner.begin();
        vectors.forEach(vector -> put(vector, rows));
        var outputs = runner.run();
        for (var row = 0; row < vectors.size(); row++) {
            var expected = vectors.get(row).getScore();
            var actual = outputs.score(row);
            if (!(Math.abs(actual - expected) <= golden.getTolerance())) {
                problems.add("golden vector " + (from + row) + " must score " + expected + " within "
                        + golden.getTolerance() + ", but the model gives " + actual);
            }
        }
    }

    private void put(GoldenVector vector, FloatBuffer rows) {
        for (var feature : model.manifest().input().features()) {
            var value = vector.getFeatures().get(feature);
            rows.put(value == null ? Float.NaN : value.floatValue());
        }
    }
}
