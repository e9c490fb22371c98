package io.sluicegate.launcher.cases;

import io.sluicegate.pipeline.config.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares what came of a case with what was expected, field by field. */
final class Judge {
    private static final String ID = "eventId";
    private static final String NONE = "none";

    private final Expected expected;

    Judge(double tolerance) {
        this.expected = new Expected(tolerance);
    }

    List<Difference> differences(Case of, Outcome outcome) {
        var differences = new ArrayList<Difference>();
        of.features().ifPresent(wanted -> differences.addAll(compare("features", wanted, outcome.features())));
        of.predictions().ifPresent(wanted -> differences.addAll(compare("prediction", wanted, outcome.predictions())));
        differences.addAll(letters(of.deadLetters(), outcome.deadLetters()));
        return differences;
    }

    private List<Difference> compare(String kind, List<Map<String, Object>> wanted, List<Map<String, Object>> found) {
        if (wanted.isEmpty()) {
            return found.stream()
                    .map(it -> new Difference(kind + " of " + it.get(ID), NONE, "a record"))
                    .toList();
        }
        var differences = new ArrayList<Difference>();
        for (int i = 0; i < wanted.size(); i++) {
            var one = wanted.get(i);
            var where = one.containsKey(ID) ? kind + " of " + one.get(ID) : kind + " " + (i + 1);
            find(one, found, i)
                    .ifPresentOrElse(
                            it -> differences.addAll(compare(where, one, it)),
                            () -> differences.add(new Difference(where, "a record", ids(found))));
        }
        return differences;
    }

    /** The record of the expected event; one without an id stands for the record at its place. */
    private static Optional<Map<String, Object>> find(
            Map<String, Object> wanted, List<Map<String, Object>> found, int place) {
        return wanted.containsKey(ID)
                ? found.stream()
                        .filter(it -> Objects.equals(it.get(ID), wanted.get(ID)))
                        .findFirst()
                : found.stream().skip(place).findFirst();
    }

    private static String ids(List<Map<String, Object>> found) {
        return found.isEmpty()
                ? NONE
                : found.stream()
                        .map(it -> String.valueOf(it.get(ID)))
                        .collect(Collectors.joining(", ", "records of ", ""));
    }

    private List<Difference> compare(String where, Map<String, Object> wanted, Map<String, Object> found) {
        return wanted.entrySet().stream()
                .filter(it ->
                        !found.containsKey(it.getKey()) || !expected.allows(it.getValue(), found.get(it.getKey())))
                .map(it -> new Difference(where + ": " + it.getKey(), shown(it.getValue()), shown(it.getKey(), found)))
                .toList();
    }

    private static String shown(String field, Map<String, Object> found) {
        return found.containsKey(field)
                ? shown(found.get(field))
                : "no such field"
                        + Nearest.to(field, found.keySet())
                                .map(it -> "; is '" + it + "' meant?")
                                .orElse("");
    }

    /** Dead letters are expected in their order, and every one of them. */
    private List<Difference> letters(List<Map<String, Object>> wanted, List<Map<String, Object>> found) {
        var differences = new ArrayList<Difference>();
        for (int i = 0; i < Math.max(wanted.size(), found.size()); i++) {
            var where = "dead letter " + (i + 1);
            if (i >= found.size()) {
                differences.add(new Difference(where, shown(wanted.get(i)), NONE));
            } else if (i >= wanted.size()) {
                differences.add(new Difference(
                        where,
                        NONE,
                        found.get(i).get("code") + ": " + found.get(i).get("message")));
            } else {
                differences.addAll(compare(where, wanted.get(i), found.get(i)));
            }
        }
        return differences;
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(it -> it.getKey() + " " + shown(it.getValue()))
                    .collect(Collectors.joining(", "));
        }
        return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
    }
}
