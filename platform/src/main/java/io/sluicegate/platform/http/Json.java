package io.sluicegate.platform.http;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes maps, collections, strings, numbers, booleans and null as JSON. */
public final class Json {
    private static final char FIRST_PRINTABLE = 0x20;

    private Json() {}

    public static String object(Map<?, ?> members) {
        return members.entrySet().stream()
                .map(member -> string(String.valueOf(member.getKey())) + ":" + value(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    public static String array(Collection<?> elements) {
        return elements.stream().map(Json::value).collect(Collectors.joining(",", "[", "]"));
    }

    /** Any of them; numbers that JSON doesn't know (NaN, infinities) become null, other objects their text. */
    public static String value(@Nullable Object value) {
        if (value == null || (value instanceof Number number && !Double.isFinite(number.doubleValue()))) {
            return "null";
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Map<?, ?> members) {
            return object(members);
        }
        return value instanceof Collection<?> elements ? array(elements) : string(value.toString());
    }

    public static String string(String text) {
        var json = new StringBuilder("\"");
        text.chars().forEach(character -> append(json, (char) character));
        return json.append('"').toString();
    }

    private static void append(StringBuilder json, char character) {
        switch (character) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\n' -> json.append("\\n");
            default -> {
                if (character < FIRST_PRINTABLE) {
                    json.append(String.format("\\u%04x", (int) character));
                } else {
                    json.append(character);
                }
            }
        }
    }
}
