package io.sluicegate.scorer.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluicegate.bundle.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * @param label the class that the model chose; empty if the manifest names no output for it
     * @param outputs all outputs by name
     */
    public record Answer(OptionalDouble score, OptionalDouble calibrated, Optional<String> label, ObjectNode outputs) {
        static Answer of(Outputs outputs, int row) {
            return new Answer(
                    outputs.hasScore() ? OptionalDouble.of(outputs.rawScore(row)) : OptionalDouble.empty(),
                    outputs.hasScore() ? OptionalDouble.of(outputs.score(row)) : OptionalDouble.empty(),
                    Optional.ofNullable(outputs.label(row)),
                    outputs.json(row));
        }
    }

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
                answers.add(Answer.of(outputs, row));
            }
        }
        return answers;
    }
}
