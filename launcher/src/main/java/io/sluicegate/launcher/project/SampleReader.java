package io.sluicegate.launcher.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sluicegate.launcher.rows.Reading;
import io.sluicegate.launcher.rows.Rows;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Reads the first rows of a file of events, as {@code events send} reads them all. */
final class SampleReader {
    /** Rows that are looked at. */
    static final int ROWS = 10_000;

    /** Rows that become samples. */
    static final int EXCERPT = 1_000;

    private static final int CHARACTERS = 32 << 20;

    private final Path file;
    private final List<Map<String, JsonNode>> values = new ArrayList<>();
    private final LinkedHashSet<String> columns = new LinkedHashSet<>();
    private boolean isText;
    private long excerptEnd = Long.MAX_VALUE;
    private int characters;

    private SampleReader(Path file) {
        this.file = file;
    }

    /** @throws CommandFailed if the file is missing, or can't be read as what its name says */
    static SampleTable read(Path file) throws IOException {
        try (var rows = Rows.open(file)) {
            return new SampleReader(file).table(rows);
        }
    }

    private SampleTable table(Rows rows) throws IOException {
        var next = rows.next();
        for (; next.isPresent() && isWanted(); next = rows.next()) {
            add(next.get());
        }
        if (values.isEmpty()) {
            throw new CommandFailed(Message.SAMPLE_EMPTY, file);
        }
        return new SampleTable(List.copyOf(columns), values, isText, next.isEmpty(), excerpt());
    }

    private void add(Reading reading) {
        if (reading instanceof Reading.Broken broken) {
            throw new CommandFailed(Message.SAMPLE_ROW_BROKEN, file, broken.line(), broken.why());
        }
        var row = (Reading.Row) reading;
        if (values.isEmpty()) {
            isText = row.isText();
            requireNames(row);
        }
        if (values.size() == EXCERPT) {
            excerptEnd = row.line();
        }
        var cells = new LinkedHashMap<String, JsonNode>();
        row.fields().properties().forEach(cell -> cells.put(cell.getKey(), cell.getValue()));
        cells.values().forEach(cell -> characters += cell.asText().length());
        columns.addAll(cells.keySet());
        values.add(cells);
    }

    /** A CSV file without a heading would lose its first row and have nonsense as names. */
    private void requireNames(Reading.Row row) {
        row.fields().fieldNames().forEachRemaining(name -> {
            if (isText && Cell.of(new TextNode(name), true).isNumber()) {
                throw new CommandFailed(Message.SAMPLE_WITHOUT_HEADING, file, name);
            }
        });
    }

    private boolean isWanted() {
        return values.size() < ROWS && characters < CHARACTERS;
    }

    /** The file up to the first row that is no sample any more, byte by byte. */
    private String excerpt() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            long line = 1;
            for (int next = in.read(); next >= 0 && line < excerptEnd; next = in.read()) {
                bytes.write(next);
                line += next == '\n' ? 1 : 0;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
