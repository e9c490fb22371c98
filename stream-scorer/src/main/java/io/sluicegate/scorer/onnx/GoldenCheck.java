package io.sluicegate.scorer.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluicegate.bundle.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A check of a model against its golden vectors, scored one by one and in batches. */
public final class GoldenCheck {
    private static final int TOLD = 3;

    private final OnnxModel model;
    private final Golden golden;
    private final GoldenRows rows;

    public GoldenCheck(OnnxModel model, Golden golden) {
        this.model = model;
        this.golden = golden;
        this.rows = new GoldenRows(model, golden);
    }

    /** The first few values that don't fit the model's inputs, so that it can't be run on them. */
    public List<String> unfit() {
        return rows.problems().stream().distinct().limit(TOLD).toList();
    }

    /** The first few differences; empty if the model answers as tested. */
    public List<String> problems(int batch) throws ScoringException {
        var problems = new ArrayList<>(rows.problems());
        if (problems.isEmpty()) {
            check(1, problems);
            check(batch, problems);
        }
        return problems.stream().distinct().limit(TOLD).toList();
    }

    private void check(int batch, List<String> problems) throws ScoringException {
        var vectors = golden.vectors();
        var runner = model.runner(Math.min(batch, vectors.size()));
        for (var from = 0; from < vectors.size(); from += batch) {
            var until = Math.min(vectors.size(), from + batch);
            rows.put(runner, from, until);
            var outputs = runner.run(until - from);
            for (var row = from; row < until; row++) {
                check(row, outputs, row - from, problems);
            }
        }
    }

    private void check(int place, Outputs outputs, int row, List<String> problems) {
        var vector = golden.vectors().get(place);
        vector.score().ifPresent(expected -> {
            var actual = outputs.hasScore() ? outputs.rawScore(row) : Double.NaN;
            if (Double.compare(actual, expected) != 0 && !(Math.abs(actual - expected) <= golden.tolerance())) {
                problems.add("golden vector " + place + " must score " + expected + " within " + golden.tolerance()
                        + ", but the model gives " + actual);
            }
        });
        vector.outputs().forEach((name, expected) -> {
            var actual = Optional.ofNullable(outputs.json(row, name));
            if (actual.filter(it -> isClose(expected, it)).isEmpty()) {
                problems.add("golden vector " + place + " must give " + name + " " + expected + " within "
                        + golden.tolerance() + ", but the model gives "
                        + actual.map(JsonNode::toString).orElse("none"));
            }
        });
    }

    private boolean isClose(JsonNode expected, JsonNode actual) {
        if (expected.isNumber() && actual.isNumber()) {
            return (expected.isIntegralNumber() && actual.isIntegralNumber())
                    ? expected.bigIntegerValue().equals(actual.bigIntegerValue())
                    : Math.abs(expected.doubleValue() - actual.doubleValue()) <= golden.tolerance();
        }
        if (expected.isContainerNode() && expected.getNodeType() == actual.getNodeType()) {
            return expected.size() == actual.size() && isEachClose(expected, actual);
        }
        return expected.equals(actual);
    }

    private boolean isEachClose(JsonNode expected, JsonNode actual) {
        if (expected.isObject()) {
            return expected.properties().stream()
                    .allMatch(entry ->
                            actual.has(entry.getKey()) && isClose(entry.getValue(), actual.get(entry.getKey())));
        }
        for (var i = 0; i < expected.size(); i++) {
            if (!isClose(expected.get(i), actual.get(i))) {
                return false;
            }
        }
        return true;
    }
}
