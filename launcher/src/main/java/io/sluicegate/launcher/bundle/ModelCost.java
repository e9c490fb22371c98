package io.sluicegate.launcher.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluicegate.launcher.bundle.RowsFile.Row;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.scorer.onnx.CallTime;
import io.sluicegate.scorer.onnx.FeatureRows.Answer;
import io.sluicegate.scorer.onnx.JsonRows;
import io.sluicegate.scorer.onnx.ScoringException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A bundle's model, loaded while its memory is watched, and what a row costs with it. */
record ModelCost(OpenedModel opened, Optional<Long> memory) implements AutoCloseable {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "RssAnon:";
    private static final List<Integer> BATCHES = List.of(1, 32);
    private static final int BATCH = 32;

    /** Loads a bundle; the golden vectors are run, too, so that the model has its working memory. */
    static ModelCost load(Path folder) throws IOException {
        System.gc(); // what is garbage now must not make room unnoticed
        var before = resident();
        var opened = OpenedModel.open(folder);
        var after = resident();
        return new ModelCost(
                opened,
                before.isPresent() && after.isPresent()
                        ? Optional.of(Math.max(0, after.get() - before.get()))
                        : Optional.empty());
    }

    /** The process's resident memory that no file backs, in bytes; empty where the system doesn't tell. */
    private static Optional<Long> resident() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .map(line -> 1024 * Long.parseLong(line.replaceAll("\\D+", "")))
                    .findFirst();
        }
    }

    /** The model's answers to the rows. */
    List<Answer> answers(List<Row> rows) throws ScoringException {
        var scorer = new JsonRows(opened.model(), Math.min(BATCH, rows.size()));
        for (var row : rows) {
            scorer.problem(row.value()).ifPresent(problem -> {
                throw new CommandFailed(
                        Message.ROW_UNUSABLE, row.place(), opened.bundle().folder() + ": " + problem);
            });
        }
        return scorer.answers(values(rows));
    }

    private static List<JsonNode> values(List<Row> rows) {
        return rows.stream().map(Row::value).toList();
    }

    ObjectNode json(List<Row> rows) throws IOException, ScoringException {
        var manifest = opened.bundle().manifest();
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("bundle", opened.bundle().folder().toString())
                .put("name", manifest.model())
                .put("version", manifest.version())
                .put("digest", opened.bundle().digest())
                .put("fileBytes", Files.size(opened.bundle().model()));
        memory.ifPresentOrElse(bytes -> json.put("memoryBytes", bytes), () -> json.putNull("memoryBytes"));
        json.put("oneByOne", opened.dependence().isPresent());
        var times = json.putObject("microsPerRow");
        for (var batch : BATCHES) {
            times.put(batch.toString(), CallTime.nanosPerRow(opened.model(), values(rows), batch) / 1_000);
        }
        return json;
    }

    @Override
    public void close() {
        opened.close();
    }
}
