package io.sluicegate.launcher.rows;

import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The rows of a file, read once from its first to its last: JSON objects, one a line, or CSV whose first line names the columns. The
 * file's name says which, or else its first character. Text is UTF-8, and blank lines are passed over.
 */
public sealed interface Rows extends AutoCloseable permits JsonRows, CsvRows {
    /** Stands for the standard input. */
    String STANDARD_INPUT = "-";

    /** Opens a file, or the standard input. */
    static Rows open(Path file) throws IOException {
        var lines = Lines.open(file);
        try {
            return of(file, lines);
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    private static Rows of(Path file, Lines lines) throws IOException {
        if (isJson(ending(file), lines)) {
            if (first(lines) == '[') {
                throw new CommandFailed(
                        Message.INPUT_NOT_ROWS, lines.name(), "it is a JSON array; jq -c '.[]' makes lines of one");
            }
            return new JsonRows(lines);
        }
        return CsvRows.of(lines);
    }

    private static String ending(Path file) {
        var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static boolean isJson(String ending, Lines lines) throws IOException {
        if (Set.of("jsonl", "ndjson", "json").contains(ending)) {
            return true;
        }
        return !Set.of("csv", "tsv").contains(ending) && Set.of('{', '[').contains(first(lines));
    }

    private static char first(Lines lines) throws IOException {
        var line = lines.peek();
        return line == null || line.text().isBlank() ? ' ' : line.text().strip().charAt(0);
    }

    /** The name of the file, for messages. */
    String name();

    /** The next row; empty after the last. */
    Optional<Reading> next() throws IOException;

    /** The part of the file that is read, from 0 to 1; empty where the size isn't known. */
    OptionalDouble progress();

    @Override
    void close() throws IOException;
}
