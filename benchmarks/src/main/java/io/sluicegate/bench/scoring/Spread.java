package io.sluicegate.bench.scoring;

import java.util.Collection;

/** The median of some figures, and the least and greatest of them. */
public record Spread(double median, double min, double max) {

    /** @param figures at least one */
    public static Spread of(Collection<Double> figures) {
        var sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        var upper = sorted.get(middle);
        var median = sorted.size() % 2 == 1 ? upper : (sorted.get(middle - 1) + upper) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }
}
