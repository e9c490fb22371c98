package io.sluicegate.launcher.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Rows that are JSON objects, one a line. */
final class JsonRows implements Rows {
    /** Reads numbers as they are written: 9007199254740993.0 is a whole number, too. */
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // which Python writes
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Lines lines;

    JsonRows(Lines lines) {
        this.lines = lines;
    }

    @Override
    public String name() {
        return lines.name();
    }

    @Override
    public Optional<Reading> next() throws IOException {
        var line = lines.next();
        if (line == null) {
            return Optional.empty();
        }
        return Optional.of(
                line.isWhole() ? row(line.number(), line.text()) : new Reading.Broken(line.number(), line.flaw()));
    }

    private static Reading row(long number, String text) {
        try {
            var value = MAPPER.readTree(text);
            return value instanceof ObjectNode fields
                    ? new Reading.Row(number, fields, false)
                    : new Reading.Broken(
                            number,
                            "expected a JSON object, found "
                                    + value.getNodeType().name().toLowerCase(Locale.ROOT));
        } catch (JsonProcessingException e) {
            return new Reading.Broken(number, JsonFault.words(e));
        }
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
