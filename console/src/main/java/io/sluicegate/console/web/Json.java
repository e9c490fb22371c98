package io.sluicegate.console.web;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes JSON from maps, collections, optionals, numbers, booleans, instants and anything whose {@code toString()} is its
 * value. What could end a script or start a tag is escaped, so that the text is safe wherever it is put.
 */
final class Json {
    private final StringBuilder text = new StringBuilder(1024);

    private Json() {}

    static String write(Object value) {
        var json = new Json();
        json.value(value);
        return json.text.toString();
    }

    /** An object from names and values in turn, in that order. */
    static Map<String, Object> object(Object... namesAndValues) {
        var object = new LinkedHashMap<String, Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    private void value(Object value) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresentOrElse(this::value, () -> text.append("null"));
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof Collection<?> collection) {
            array(collection);
        } else if (value instanceof Number number) {
            text.append(Double.isFinite(number.doubleValue()) ? number.toString() : "null");
        } else if (value instanceof Boolean) {
            text.append(value);
        } else {
            string(value.toString());
        }
    }

    private void map(Map<?, ?> map) {
        var separator = '{';
        for (var entry : map.entrySet()) {
            text.append(separator);
            string(entry.getKey().toString());
            text.append(':');
            value(entry.getValue());
            separator = ',';
        }
        text.append(map.isEmpty() ? "{}" : "}");
    }

    private void array(Collection<?> elements) {
        var separator = '[';
        for (var element : elements) {
            text.append(separator);
            value(element);
            separator = ',';
        }
        text.append(elements.isEmpty() ? "[]" : "]");
    }

    private void string(String value) {
        text.append('"');
        value.chars().forEach(this::character);
        text.append('"');
    }

    private void character(int character) {
        var harmless = character >= ' ' && character < 0x7f && "\"\\<>&'".indexOf(character) < 0;
        if (harmless) {
            text.append((char) character);
        } else {
            text.append("\\u").append(String.format("%04x", character));
        }
    }
}
