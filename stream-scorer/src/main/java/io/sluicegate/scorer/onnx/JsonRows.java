package io.sluicegate.scorer.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluicegate.scorer.onnx.FeatureRows.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Scores rows that are JSON objects: a value for each of the model's inputs, a scalar or an array in the shape of the input without
 * its batch axis. Belongs to one thread.
 */
public final class JsonRows {
    /** The most bytes that a call's elements take. */
    private static final long MOST_BYTES = 256L << 20;

    private final OnnxModel model;
    private final Runner runner;
    private final int batch;

    /** @param batch the most rows scored together; fewer are where so many would need too much memory */
    public JsonRows(OnnxModel model, int batch) {
        this.model = model;
        this.batch = Math.min(batch, most(model));
        this.runner = model.runner(this.batch);
    }

    private static int most(OnnxModel model) {
        var elements = model.inputs().stream().mapToLong(ModelInput::elements).sum();
        return (int) Math.max(1, MOST_BYTES / Math.max(1, elements * Long.BYTES));
    }

    /** Why a row can't be scored: names the input, what was expected and what was found. */
    public Optional<String> problem(JsonNode row) {
        if (!row.isObject()) {
            return Optional.of("expected an object with a value for each input, found " + RowReader.found(row));
        }
        var names = model.inputs().stream().map(ModelInput::name).toList();
        for (var input : model.inputs()) {
            var value = row.get(input.name());
            if (value == null) {
                return Optional.of("input '" + input.name() + "': expected " + RowReader.expected(input)
                        + ", found no value; the row has "
                        + row.properties().stream()
                                .map(entry -> "'" + entry.getKey() + "'")
                                .collect(Collectors.joining(", ")));
            }
            try {
                RowReader.check(input, value);
            } catch (RowReader.Unfit e) {
                return Optional.ofNullable(e.getMessage());
            }
        }
        return row.properties().stream()
                .map(java.util.Map.Entry::getKey)
                .filter(name -> !names.contains(name))
                .findFirst()
                .map(name -> "input '" + name + "': the model has no such input, but " + names);
    }

    /**
     * Scores rows without a {@link #problem}, and returns all outputs of each by name, in the rows' order.
     *
     * @throws ScoringException if the model fails on them
     */
    public List<ObjectNode> score(List<? extends JsonNode> rows) throws ScoringException {
        return answers(rows).stream().map(Answer::outputs).toList();
    }

    /**
     * Scores rows without a {@link #problem}, in the rows' order.
     *
     * @throws ScoringException if the model fails on them
     */
    public List<Answer> answers(List<? extends JsonNode> rows) throws ScoringException {
        var answers = new ArrayList<Answer>(rows.size());
        for (var from = 0; from < rows.size(); from += batch) {
            var part = rows.subList(from, Math.min(rows.size(), from + batch));
            var outputs = run(part);
            for (var row = 0; row < part.size(); row++) {
                answers.add(Answer.of(outputs, row));
            }
        }
        return answers;
    }

    private Outputs run(List<? extends JsonNode> rows) throws ScoringException {
        for (var buffer : runner.begin()) {
            for (var row : rows) {
                RowReader.put(buffer, row.get(buffer.input.name()));
            }
        }
        return runner.run(rows.size());
    }
}
