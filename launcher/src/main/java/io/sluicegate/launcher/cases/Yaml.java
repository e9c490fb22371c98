package io.sluicegate.launcher.cases;

import io.sluicegate.launcher.cli.CarriedFact;
import io.sluicegate.pipeline.config.Nearest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A value of a YAML file, with the place where it stands.
 *
 * @param path the keys that lead to it
 * @param value the value; null if it isn't there
 */
record Yaml(String path, @Nullable Object value) {

    /** A value isn't of the form that is needed; who reads the file says which file. */
    static final class Unfit extends CarriedFact {
        private static final long serialVersionUID = 1L;

        Unfit(String message) {
            super(message);
        }
    }

    static Yaml parse(String text) {
        try {
            return new Yaml("", new Load(LoadSettings.builder().build()).loadFromString(text));
        } catch (YamlEngineException e) {
            throw new Unfit(String.valueOf(e.getMessage()).replace('\n', ' '));
        }
    }

    boolean isPresent() {
        return value != null;
    }

    boolean has(String key) {
        return value instanceof Map<?, ?> map && map.containsKey(key);
    }

    Yaml at(String key) {
        var place = path.isEmpty() ? key : path + "." + key;
        return new Yaml(place, fields().get(key));
    }

    /** @throws Unfit if there are other keys */
    void only(String... keys) {
        var allowed = List.of(keys);
        fields().keySet().stream()
                .filter(key -> !allowed.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    var near = Nearest.to(key, allowed)
                            .map(it -> "; is '" + it + "' meant?")
                            .orElse("");
                    throw new Unfit(at(key).path + ": no such key; there are " + String.join(", ", allowed) + near);
                });
    }

    /** The members by key, empty if there are none. */
    Map<String, Object> fields() {
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw unfit("keys with values");
        }
        var fields = new LinkedHashMap<String, Object>();
        map.forEach((key, member) -> fields.put(String.valueOf(key), member));
        return fields;
    }

    List<Yaml> list() {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw unfit("a list");
        }
        return IntStream.range(0, list.size())
                .mapToObj(i -> new Yaml(path + "[" + i + "]", list.get(i)))
                .toList();
    }

    Optional<String> text() {
        return Optional.ofNullable(value).map(String::valueOf);
    }

    Optional<Double> number() {
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Number number) {
            return Optional.of(number.doubleValue());
        }
        throw unfit("a number");
    }

    Optional<Instant> time() {
        try {
            return text().map(Instant::parse);
        } catch (DateTimeException e) {
            throw unfit("a time such as 2026-05-01T12:00:00Z");
        }
    }

    private Unfit unfit(String expected) {
        return new Unfit((path.isEmpty() ? "the file" : path) + ": expected " + expected + ", found " + value);
    }
}
