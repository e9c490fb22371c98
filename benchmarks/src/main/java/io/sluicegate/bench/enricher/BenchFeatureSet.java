package io.sluicegate.bench.enricher;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The feature sets that are measured, as pipeline files over the fraud example's events. */
public enum BenchFeatureSet {
    /** The example's own. */
    FRAUD("the fraud example's 15 features over 3 windows"),

    /** Six aggregates of each of three windows, the amount, and its ratio to a mean. */
    TWENTY("20 features over 3 windows");

    private static final List<String> WINDOWS = List.of("10m", "1h", "6h");
    private static final List<String> AGGREGATES = List.of(
            "{name: count_%1$s, type: long, aggregate: count, window: %1$s}",
            "{name: spend_%1$s, type: double, aggregate: sum, of: amount, window: %1$s}",
            "{name: mean_%1$s, type: double, aggregate: mean, of: amount, window: %1$s}",
            "{name: max_%1$s, type: double, aggregate: max, of: amount, window: %1$s}",
            "{name: absent_%1$s, type: long, aggregate: count, window: %1$s, where: '!event.cardPresent'}",
            "{name: abroad_%1$s, type: double, aggregate: sum, of: amount, window: %1$s,"
                    + " where: event.country != event.homeCountry}");

    private final String title;

    BenchFeatureSet(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** The text of the example's pipeline file with these features. */
    String pipeline(String example) {
        return this == FRAUD ? example : example.replaceFirst("(?ms)^features:\\n.*?\\n\\n", twenty());
    }

    private static String twenty() {
        var aggregates = WINDOWS.stream().flatMap(window -> AGGREGATES.stream().map(line -> line.formatted(window)));
        var amount = Stream.of("{name: amount, type: double, field: amount, required: true}");
        var ratio = Stream.of("{name: ratio, type: double, cel: feature.amount / (feature.mean_6h + 1.0)}");
        return Stream.concat(amount, Stream.concat(aggregates, ratio))
                .map(line -> "  - " + line + "\n")
                .collect(Collectors.joining("", "features:\n", "\n"));
    }
}
