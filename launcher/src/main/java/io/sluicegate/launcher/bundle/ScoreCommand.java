package io.sluicegate.launcher.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.launcher.bundle.RowsFile.Row;
import io.sluicegate.launcher.cli.ChangesNothing;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.scorer.onnx.JsonRows;
import io.sluicegate.scorer.onnx.ScoringException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores rows with a bundle's model, by the code that serves it. */
@ChangesNothing
@Command(
        name = "score",
        description = "Score rows with a bundle's model, without Kafka.",
        footer = "  sluicegate bundle score orders-1 --input rows.jsonl")
final class ScoreCommand extends DeskCommand {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Parameters(paramLabel = "DIR", description = "The bundle's folder.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "One JSON object a line: for each of the model's inputs a scalar, or nested arrays in the"
                    + " input's shape without its batch axis; \"NaN\", \"Inf\" and \"-Inf\" stand for the numbers that JSON"
                    + " lacks.")
    @SuppressWarnings("NullAway.Init")
    private Path input;

    @Option(
            names = "--batch",
            defaultValue = "32",
            paramLabel = "N",
            description = "Most rows in one call (default: 32).")
    private int batch;

    @Option(
            names = "--output",
            defaultValue = "json",
            description = "json (default): one JSON object a row, with each output by its name.")
    @SuppressWarnings("UnusedVariable") // there is only one format so far
    private Format output = Format.JSON;

    /** How the outputs are written. */
    enum Format {
        JSON
    }

    @Override
    void run() throws IOException, ScoringException {
        if (batch < 1) {
            throw new CommandFailed(Message.VALUE_UNUSABLE, "--batch", batch, "at least 1");
        }
        try (var opened = OpenedModel.open(folder);
                var rows = RowsFile.open(input)) {
            int count;
            try (var scorers = new RowScorers(opened, 1)) {
                count = check(rows, scorers);
            }
            try (var scorers = new RowScorers(opened, Math.max(1, Math.min(batch, count)))) {
                new Printing(scorers).print(rows);
            }
        }
    }

    /** Checks all rows before any is scored, so that a bad one leaves no half of an answer; returns how many they are. */
    private static int check(RowsFile rows, RowScorers scorers) throws IOException {
        var count = new int[1];
        rows.forEach(row -> {
            scorers.of(row.value()).problem(row.value()).ifPresent(problem -> {
                throw new CommandFailed(Message.ROW_UNUSABLE, row.place(), problem);
            });
            count[0]++;
        });
        return count[0];
    }

    /** Scores rows in batches and prints their outputs in the rows' order. */
    private final class Printing {
        private final PrintStream out = new PrintStream(System.out, false, UTF_8);
        private final RowScorers scorers;
        private final List<Row> waiting = new ArrayList<>();
        private @Nullable JsonRows scorer;

        Printing(RowScorers scorers) {
            this.scorers = scorers;
        }

        void print(RowsFile rows) throws IOException {
            rows.forEach(row -> {
                var own = scorers.of(row.value());
                if (waiting.size() == batch || own != scorer) {
                    flush();
                }
                scorer = own;
                waiting.add(row);
            });
            flush();
            out.flush();
        }

        private void flush() throws IOException {
            if (scorer != null && !waiting.isEmpty()) {
                for (var outputs : score(scorer)) {
                    out.println(text(outputs));
                }
                waiting.clear();
            }
        }

        /** Scores the waiting rows together, or one by one to find the row that the model fails on. */
        private List<? extends JsonNode> score(JsonRows together) {
            try {
                return together.score(waiting.stream().map(Row::value).toList());
            } catch (ScoringException e) {
                var alone = new ArrayList<JsonNode>();
                waiting.forEach(row -> alone.add(score(together, row)));
                return alone;
            }
        }

        private JsonNode score(JsonRows alone, Row row) {
            try {
                return alone.score(List.of(row.value())).get(0);
            } catch (ScoringException e) {
                out.flush();
                throw new CommandFailed(e, Message.ROW_UNUSABLE, row.place(), e.getMessage());
            }
        }

        private static String text(JsonNode outputs) throws JsonProcessingException {
            return MAPPER.writeValueAsString(outputs);
        }
    }
}
