package io.sluicegate.launcher.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluicegate.launcher.bundle.RowsFile.Row;
import io.sluicegate.launcher.cli.ChangesNothing;
import io.sluicegate.launcher.cli.OutputOption;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.scorer.onnx.ScoringException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two bundles: what changes in their answers, and what each costs; for example a model and its quantised form. */
@ChangesNothing
@Command(
        name = "compare",
        description = "Compare two bundles' answers to the same rows, and the time and memory that each takes.",
        footer = "  sluicegate bundle compare orders-1 orders-1-int8 --input rows.jsonl")
final class CompareCommand extends DeskCommand {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Parameters(index = "0", paramLabel = "A", description = "A bundle's folder.")
    @SuppressWarnings("NullAway.Init")
    private Path a;

    @Parameters(index = "1", paramLabel = "B", description = "Another bundle's folder.")
    @SuppressWarnings("NullAway.Init")
    private Path b;

    @Option(names = "--input", required = true, paramLabel = "FILE", description = "Rows, as for bundle score.")
    @SuppressWarnings("NullAway.Init")
    private Path input;

    @Option(
            names = "--tolerance",
            defaultValue = "0.001",
            paramLabel = "T",
            description = "How far a number may be off before its row counts as different (default: 0.001).")
    private double tolerance;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    @Override
    void run() throws IOException, ScoringException {
        if (!(tolerance >= 0)) {
            throw new CommandFailed(Message.VALUE_UNUSABLE, "--tolerance", tolerance, "0 or more");
        }
        var rows = rows();
        try (var first = ModelCost.load(a);
                var second = ModelCost.load(b)) {
            var comparison = comparison(first, second, rows);
            comparison.set("a", first.json(rows));
            comparison.set("b", second.json(rows));
            System.out.println(
                    output.isJson()
                            ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(comparison)
                            : new ComparisonText(comparison).text());
        }
    }

    private List<Row> rows() throws IOException {
        var rows = new ArrayList<Row>();
        try (var file = RowsFile.open(input)) {
            file.forEach(rows::add);
        }
        if (rows.isEmpty()) {
            throw new CommandFailed(Message.NO_ROWS, input, "to compare by");
        }
        return rows;
    }

    private ObjectNode comparison(ModelCost first, ModelCost second, List<Row> rows) throws ScoringException {
        return new Comparison(
                        tolerance,
                        first.opened().bundle().manifest(),
                        first.answers(rows),
                        second.opened().bundle().manifest(),
                        second.answers(rows))
                .json();
    }
}
