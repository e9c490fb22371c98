package io.sluicegate.bundle;

import io.sluicegate.records.StringProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A profiler that counts the values of one string feature. It lists only frequent and short values: a profile is stored and shown in
 * plain text, and a rare or long text may say something of one person.
 *
 * <p>A random half of the rows chooses the values, and the other half counts them. The rows that choose a value for being frequent have it
 * more often than it is: counted by them, a thousand equally frequent values would look as if they had drifted.
 */
final class StringProfiler {
    /** The most values that a profile lists. */
    static final int MOST_VALUES = 64;

    /** The most characters of a listed value. */
    static final int LONGEST = 128;

    /** The fewest rows that choose a listed value. */
    static final int FEWEST_ROWS = 10;

    private static final int SEED = 1;

    private final String name;
    private final SplittableRandom halves = new SplittableRandom(SEED);
    private final Map<String, Long> chosen = new HashMap<>();
    private final Map<String, Long> counted = new HashMap<>();
    private long rows;
    private long missing;

    StringProfiler(String name) {
        this.name = name;
    }

    void add(@Nullable String value) {
        if (halves.nextBoolean()) {
            count(value, chosen);
        } else {
            count(value, counted);
            rows++;
            missing += value == null ? 1 : 0;
        }
    }

    private static void count(@Nullable String value, Map<String, Long> counts) {
        if (value != null && value.length() <= LONGEST) {
            counts.merge(value, 1L, Long::sum);
        }
    }

    StringProfile profile() {
        var values = values();
        var counts = values.stream().map(this::counted).toList();
        var listed = counts.stream().mapToLong(Long::longValue).sum();
        return new StringProfile(
                name, new ArrayList<>(values), new ArrayList<>(counts), rows - missing - listed, missing);
    }

    /** The chosen values, the most frequent first. */
    private List<String> values() {
        return chosen.entrySet().stream()
                .filter(entry -> entry.getValue() >= FEWEST_ROWS)
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_VALUES)
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(this::counted).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private long counted(String value) {
        return counted.getOrDefault(value, 0L);
    }

    /** The contradictions of a profile that others may have written. */
    static List<String> problems(StringProfile profile) {
        var problems = new ArrayList<String>();
        var place = "the reference profile of '" + profile.getName() + "' ";
        var values = profile.getValues();
        if (values.size() != profile.getCounts().size()) {
            problems.add(place + "has " + values.size() + " values and "
                    + profile.getCounts().size() + " counts");
        }
        if (values.size() > MOST_VALUES) {
            problems.add(place + "lists " + values.size() + " values; the limit is " + MOST_VALUES);
        }
        if (values.stream().distinct().count() < values.size()) {
            problems.add(place + "lists a value twice");
        }
        if (values.stream().anyMatch(value -> value.length() > LONGEST)) {
            problems.add(place + "lists a value of more than " + LONGEST + " characters");
        }
        return problems;
    }
}
