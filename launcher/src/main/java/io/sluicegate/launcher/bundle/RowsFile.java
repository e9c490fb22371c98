package io.sluicegate.launcher.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.launcher.rows.JsonFault;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A file of rows: a JSON value a line, in UTF-8. Blank lines are passed over. A pipe, or the standard input (-), is copied, so
 * that it can be read twice.
 */
final class RowsFile implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS); // 9007199254740993.0 is a whole number, too

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path named;
    private final Path content;

    /**
     * A row.
     *
     * @param place the file and the line
     */
    record Row(String place, JsonNode value) {}

    /** Code that is called with each row. */
    interface Rows {
        void row(Row row) throws IOException;
    }

    private RowsFile(Path named, Path content) {
        this.named = named;
        this.content = content;
    }

    static RowsFile open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new CommandFailed(Message.WRONG_KIND_OF_FILE, file, "a folder", "a file with one JSON object a line");
        }
        var standardInput = file.toString().equals("-");
        if (!standardInput && (Files.isRegularFile(file) || !Files.exists(file))) {
            return new RowsFile(file, file);
        }
        var copy = Files.createTempFile("rows", ".jsonl");
        try (var in = standardInput ? System.in : Files.newInputStream(file)) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return new RowsFile(file, copy);
    }

    void forEach(Rows rows) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(content), 1 << 16)) {
            var number = 1;
            for (var line = line(in, number); line != null; line = line(in, ++number)) {
                if (!line.isBlank()) {
                    rows.row(new Row(named + ":" + number, parsed(line, number)));
                }
            }
        }
    }

    /** The next line; null after the last. */
    private @Nullable String line(InputStream in, int number) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            bytes.write(next);
            next = in.read();
        }
        try {
            var line = UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            return number == 1 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
        } catch (CharacterCodingException e) {
            throw new CommandFailed(e, Message.ROW_NOT_UTF8, named + ":" + number);
        }
    }

    private JsonNode parsed(String line, int number) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new CommandFailed(e, Message.ROW_UNUSABLE, named + ":" + number, JsonFault.words(e));
        }
    }

    @Override
    public void close() throws IOException {
        if (!content.equals(named)) {
            Files.delete(content);
        }
    }
}
