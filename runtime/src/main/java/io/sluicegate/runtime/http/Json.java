package io.sluicegate.runtime.http;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JSON writer for maps, collections, optionals, numbers, booleans and null; other values are written as strings. Numbers that
 * JSON lacks (NaN, infinities) become null.
 */
public final class Json {
    private static final char FIRST_PRINTABLE = 0x20;
    private static final Pattern MARKUP_OR_NOT_ASCII = Pattern.compile("[<>&'[^\\x00-\\x7e]]");

    private Json() {}

    /** An object from alternating names and values, in that order. */
    public static Map<String, Object> object(Object... namesAndValues) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    public static String write(@Nullable Object value) {
        if (value == null || (value instanceof Number number && !Double.isFinite(number.doubleValue()))) {
            return "null";
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(Json::write).orElse("null");
        }
        if (value instanceof Map<?, ?> members) {
            return members(members);
        }
        return value instanceof Collection<?> elements ? elements(elements) : string(value.toString());
    }

    /**
     * The value as JSON that is safe to embed in HTML: characters that could end a script or start a tag are escaped, and so is
     * everything but ASCII.
     */
    public static String inert(@Nullable Object value) {
        return MARKUP_OR_NOT_ASCII
                .matcher(write(value))
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group().chars().mapToObj(Json::escape).collect(Collectors.joining())));
    }

    private static String members(Map<?, ?> members) {
        return members.entrySet().stream()
                .map(member -> string(String.valueOf(member.getKey())) + ":" + write(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String elements(Collection<?> elements) {
        return elements.stream().map(Json::write).collect(Collectors.joining(",", "[", "]"));
    }

    private static String string(String text) {
        var json = new StringBuilder("\"");
        text.chars().forEach(character -> append(json, (char) character));
        return json.append('"').toString();
    }

    private static void append(StringBuilder json, char character) {
        switch (character) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\n' -> json.append("\\n");
            default -> json.append(character < FIRST_PRINTABLE ? escape(character) : String.valueOf(character));
        }
    }

    private static String escape(int character) {
        return String.format("\\u%04x", character);
    }
}
