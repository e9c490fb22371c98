package io.sluicegate.scorer.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluicegate.bundle.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Scores rows that are features by name, as golden vectors are. Belongs to one thread. */
public final class FeatureRows {
    private final OnnxModel model;
    private final Runner runner;
    private final int batch;

    /** @param batch the most rows scored together */
    public FeatureRows(OnnxModel model, int batch) {
        this.model = model;
        this.runner = model.runner(batch);
        this.batch = batch;
    }

    /**
     * The answer for a row.
     *
     * @param score the score before calibration; empty if the model gives none
     * @param calibrated the score after calibration
     * @param outputs all outputs by name
     */
    public record Answer(OptionalDouble score, OptionalDouble calibrated, ObjectNode outputs) {}

    /**
     * Scores rows.
     *
     * @throws ScoringException if a row doesn't fit the model's inputs, or the model fails on it
     */
    public List<Answer> score(List<Map<String, JsonNode>> rows) throws ScoringException {
        var vectors = rows.stream()
                .map(row -> new Golden.Vector(row, Map.of(), OptionalDouble.empty()))
                .toList();
        var feed = new GoldenRows(model, new Golden(0, vectors));
        var problems = feed.problems();
        if (!problems.isEmpty()) {
            throw new ScoringException(problems.get(0).replace("golden vector", "row"));
        }
        var answers = new ArrayList<Answer>(rows.size());
        for (var from = 0; from < rows.size(); from += batch) {
            var until = Math.min(rows.size(), from + batch);
            feed.put(runner, from, until);
            var outputs = runner.run(until - from);
            for (var row = 0; row < until - from; row++) {
                answers.add(answer(outputs, row));
            }
        }
        return answers;
    }

    private static Answer answer(Outputs outputs, int row) {
        return outputs.hasScore()
                ? new Answer(
                        OptionalDouble.of(outputs.rawScore(row)),
                        OptionalDouble.of(outputs.score(row)),
                        outputs.json(row))
                : new Answer(OptionalDouble.empty(), OptionalDouble.empty(), outputs.json(row));
    }
}
