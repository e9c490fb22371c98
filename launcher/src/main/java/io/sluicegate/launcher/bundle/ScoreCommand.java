package io.sluicegate.launcher.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.scorer.onnx.JsonRows;
import io.sluicegate.scorer.onnx.ScoringException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores rows with a bundle's model, by the code that serves it. */
@Command(
        name = "score",
        description = "Score rows with a bundle's model, without Kafka.",
        mixinStandardHelpOptions = true)
final class ScoreCommand implements Callable<Integer> {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

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
    @SuppressWarnings("UnusedVariable") // there is one form
    private Format output = Format.JSON;

    /** How the outputs are written. */
    enum Format {
        JSON
    }

    @Override
    public Integer call() throws IOException {
        if (batch < 1) {
            throw new Unusable("--batch is " + batch + ", expected at least 1");
        }
        try (var opened = OpenedModel.open(folder)) {
            var scorer = new JsonRows(opened.model(), batch);
            check(scorer);
            try (var lines = Files.newBufferedReader(input)) {
                score(scorer, lines);
            } catch (ScoringException e) {
                throw new Unusable(input + ": " + e.getMessage(), e);
            }
        }
        return 0;
    }

    /** Checks all rows before any is scored, so that a bad one leaves no half of an answer. */
    private void check(JsonRows scorer) {
        try (var lines = Files.newBufferedReader(input)) {
            var number = 0;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    var place = input + ":" + number + ": ";
                    scorer.problem(parse(line, place)).ifPresent(problem -> {
                        throw new Unusable(place + problem);
                    });
                }
            }
        } catch (IOException e) {
            throw new Unusable(input + " can't be read: " + e, e);
        }
    }

    private static JsonNode parse(String line, String place) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new Unusable(place + "no JSON: " + e.getOriginalMessage().replace('\n', ' '), e);
        }
    }

    private void score(JsonRows scorer, BufferedReader lines) throws IOException, ScoringException {
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        var rows = new ArrayList<JsonNode>();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                rows.add(parse(line, ""));
            }
            if (rows.size() == batch) {
                print(scorer, rows, out);
            }
        }
        print(scorer, rows, out);
        out.flush();
    }

    private static void print(JsonRows scorer, List<JsonNode> rows, PrintStream out) throws ScoringException {
        scorer.score(rows).forEach(row -> out.println(text(row)));
        rows.clear();
    }

    private static String text(JsonNode row) {
        try {
            return MAPPER.writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
