package io.sluicegate.launcher.project;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluicegate.launcher.rows.Times;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What one value of a sample looks like. */
enum Cell {
    MISSING,
    /** A word that stands for a missing value among numbers, times and booleans. */
    WORD_FOR_MISSING,
    BOOLEAN,
    WHOLE,
    /** A whole number beyond 64 bits. */
    HUGE,
    DECIMAL,
    /** Digits with a leading zero: a code, not a number. */
    ZERO_LED,
    /** A number with a decimal comma. */
    COMMA,
    TIME,
    TEXT,
    ARRAY,
    OBJECT;

    private static final Set<String> WORDS = Set.of("na", "n/a", "nan", "null", "none");
    private static final Pattern DIGITS = Pattern.compile("-?(0|[1-9]\\d*)");
    private static final Pattern CODE = Pattern.compile("-?0\\d+");
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:(?:0|[1-9]\\d*)(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?");
    private static final Pattern WITH_COMMA = Pattern.compile("-?(\\d+|\\d{1,3}(\\.\\d{3})+),\\d+");

    /** @param isText whether the file has text alone, so that a text may be a value of any type */
    static Cell of(JsonNode value, boolean isText) {
        if (value.isMissingNode() || value.isNull()) {
            return MISSING;
        }
        if (value.isTextual()) {
            return isText
                    ? ofText(value.textValue())
                    : Times.parse(value.textValue()).isPresent() ? TIME : TEXT;
        }
        if (value.isBoolean()) {
            return BOOLEAN;
        }
        if (value.isIntegralNumber()) {
            return value.canConvertToLong() ? WHOLE : HUGE;
        }
        return value.isNumber() ? DECIMAL : value.isArray() ? ARRAY : OBJECT;
    }

    private static Cell ofText(String text) {
        var value = text.strip();
        if (value.isEmpty()) {
            return MISSING;
        }
        if (DIGITS.matcher(value).matches()) {
            return isLong(value) ? WHOLE : HUGE;
        }
        if (CODE.matcher(value).matches()) {
            return ZERO_LED;
        }
        if (NUMBER.matcher(value).matches()) {
            return DECIMAL;
        }
        if (WITH_COMMA.matcher(value).matches()) {
            return COMMA;
        }
        return ofWord(value);
    }

    private static Cell ofWord(String value) {
        var lower = value.toLowerCase(Locale.ROOT);
        if (lower.equals("true") || lower.equals("false")) {
            return BOOLEAN;
        }
        if (WORDS.contains(lower)) {
            return WORD_FOR_MISSING;
        }
        return Times.parse(value).isPresent() ? TIME : TEXT;
    }

    private static boolean isLong(String digits) {
        try {
            Long.parseLong(digits);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Whether the value is a number that the column's numbers are judged by. */
    boolean isNumber() {
        return this == WHOLE || this == HUGE || this == DECIMAL;
    }
}
