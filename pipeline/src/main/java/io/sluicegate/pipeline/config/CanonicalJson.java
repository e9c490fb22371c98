package io.sluicegate.pipeline.config;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** A writer of JSON in canonical form: sorted keys, no spaces, minimal escapes; of strings, whole numbers, lists and maps. */
final class CanonicalJson {
    private CanonicalJson() {}

    static String write(SortedMap<?, ?> members) {
        return members.entrySet().stream()
                .map(member -> text(member.getKey().toString()) + ":" + value(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(Object value) {
        if (value instanceof SortedMap<?, ?> members) {
            return write(members);
        }
        if (value instanceof List<?> elements) {
            return elements.stream().map(CanonicalJson::value).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof Number number ? Long.toString(number.longValue()) : text(value.toString());
    }

    private static String text(String text) {
        return text.chars().mapToObj(CanonicalJson::character).collect(Collectors.joining("", "\"", "\""));
    }

    private static String character(int character) {
        if (character == '"' || character == '\\') {
            return "\\" + (char) character;
        }
        return character < ' ' ? String.format("\\u%04x", character) : String.valueOf((char) character);
    }
}
