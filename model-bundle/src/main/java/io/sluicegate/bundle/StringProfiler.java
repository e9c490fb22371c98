package io.sluicegate.bundle;

import io.sluicegate.records.StringProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A profiler that counts the values of one string feature. It lists only frequent and short values: a profile is stored and shown in
 * plain text, and a rare or long text may say something of one person.
 */
final class StringProfiler {
    /** The most values that a profile lists. */
    static final int MOST_VALUES = 64;

    /** The most characters of a listed value. */
    static final int LONGEST = 128;

    /** The fewest rows of a listed value. */
    static final int FEWEST_ROWS = 10;

    private final String name;
    private final Map<String, Long> counts = new HashMap<>();
    private long rows;
    private long missing;

    StringProfiler(String name) {
        this.name = name;
    }

    void add(@Nullable String value) {
        rows++;
        if (value == null) {
            missing++;
        } else if (value.length() <= LONGEST) {
            counts.merge(value, 1L, Long::sum);
        }
    }

    StringProfile profile() {
        var listed = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= FEWEST_ROWS)
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_VALUES)
                .toList();
        var inLists = listed.stream().mapToLong(Map.Entry::getValue).sum();
        return new StringProfile(
                name,
                new ArrayList<>(listed.stream().map(Map.Entry::getKey).toList()),
                new ArrayList<>(listed.stream().map(Map.Entry::getValue).toList()),
                rows - missing - inLists,
                missing);
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
