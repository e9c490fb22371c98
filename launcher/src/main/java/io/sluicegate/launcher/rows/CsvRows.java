package io.sluicegate.launcher.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a CSV file, whose first line names the columns; cells are separated by the comma, semicolon or tab that the first line has
 * most of. A column without a name, such as the row numbers that pandas writes, is left out.
 */
final class CsvRows implements Rows {
    private static final char QUOTE = '"';
    private static final char END = '\n'; // without it, an empty last cell wouldn't count
    private static final int MOST_LINES = 1_000;
    private static final CsvMapper MAPPER = CsvMapper.csvBuilder()
            .enable(CsvParser.Feature.EMPTY_UNQUOTED_STRING_AS_NULL)
            .build();

    private final Lines lines;
    private final char separator;
    private final ObjectReader cells;
    private final List<String> columns;

    private CsvRows(Lines lines, char separator, ObjectReader cells, List<String> columns) {
        this.lines = lines;
        this.separator = separator;
        this.cells = cells;
        this.columns = columns;
    }

    /** Reads the line that names the columns. */
    static CsvRows of(Lines lines) throws IOException {
        var heading = lines.next();
        if (heading == null) {
            throw new CommandFailed(Message.INPUT_NOT_ROWS, lines.name(), "it is empty");
        }
        if (!heading.isWhole()) {
            throw new CommandFailed(
                    Message.INPUT_NOT_ROWS, lines.name() + ", line " + heading.number(), heading.flaw());
        }
        var separator = separator(heading.text());
        var cells =
                MAPPER.readerFor(String[].class).with(CsvSchema.emptySchema().withColumnSeparator(separator));
        return new CsvRows(lines, separator, cells, columns(lines, heading.text(), cells));
    }

    private static char separator(String heading) {
        return Stream.of(',', ';', '\t')
                .max(Comparator.comparingLong(candidate ->
                        heading.chars().filter(it -> it == candidate).count()))
                .orElseThrow();
    }

    private static List<String> columns(Lines lines, String heading, ObjectReader cells) throws IOException {
        try {
            String[] names = cells.readValue(heading + END);
            var columns = Arrays.stream(names)
                    .map(name -> name == null ? "" : name.strip())
                    .toList();
            var known = new HashSet<String>();
            columns.stream()
                    .filter(name -> !name.isEmpty() && !known.add(name))
                    .findFirst()
                    .ifPresent(twice -> {
                        throw new CommandFailed(
                                Message.INPUT_NOT_ROWS, lines.name(), "it has two columns '" + twice + "'");
                    });
            return columns;
        } catch (JsonProcessingException e) {
            throw new CommandFailed(e, Message.INPUT_NOT_ROWS, lines.name(), "line 1: " + e.getOriginalMessage());
        }
    }

    @Override
    public String name() {
        return lines.name();
    }

    @Override
    public Optional<Reading> next() throws IOException {
        var first = lines.next();
        return first == null ? Optional.empty() : Optional.of(row(first));
    }

    /** A row may take several lines: a cell in quotes may have line breaks. */
    private Reading row(Lines.Line first) throws IOException {
        var text = new StringBuilder(first.text());
        var flaw = first.flaw();
        for (int count = 1; flaw.isEmpty() && isOpen(text, separator); count++) {
            var next = count < MOST_LINES ? lines.following() : null;
            flaw = next == null ? "a quote isn't closed within " + MOST_LINES + " lines" : next.flaw();
            text.append('\n').append(next == null ? "" : next.text());
        }
        return flaw.isEmpty() ? parsed(first.number(), text.toString()) : new Reading.Broken(first.number(), flaw);
    }

    private static boolean isOpen(CharSequence text, char separator) {
        var open = false;
        var atStart = true;
        for (int i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character == QUOTE && (open || atStart)) {
                var doubled = open && i + 1 < text.length() && text.charAt(i + 1) == QUOTE;
                i += doubled ? 1 : 0;
                open = doubled || !open;
            }
            atStart = !open && character == separator;
        }
        return open;
    }

    private Reading parsed(long line, String text) throws IOException {
        try {
            @Nullable String[] values = cells.readValue(text + END);
            return values.length == columns.size()
                    ? row(line, values)
                    : new Reading.Broken(
                            line,
                            "expected " + columns.size() + " cells, as the first line has, found " + values.length);
        } catch (JsonProcessingException e) {
            return new Reading.Broken(line, "no CSV: " + e.getOriginalMessage());
        }
    }

    private Reading row(long line, @Nullable String[] values) {
        var fields = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < values.length; i++) {
            if (!columns.get(i).isEmpty()) {
                fields.put(columns.get(i), values[i]);
            }
        }
        return new Reading.Row(line, fields, true);
    }

    @Override
    public OptionalDouble progress() {
        return lines.progress();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
