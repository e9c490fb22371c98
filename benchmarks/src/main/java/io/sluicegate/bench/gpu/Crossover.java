package io.sluicegate.bench.gpu;

import java.util.Optional;
import java.util.SortedMap;

/** The number of rows from which on one series of calls is faster than another. */
final class Crossover {
    private Crossover() {}

    /**
     * The smallest number of rows of which, and of all larger ones, the challenger's calls take less time; empty if it is slower at
     * the largest number, or if there is none that both have.
     */
    static Optional<Integer> of(SortedMap<Integer, Double> champion, SortedMap<Integer, Double> challenger) {
        var found = Optional.<Integer>empty();
        for (var entry : champion.entrySet()) {
            var other = challenger.get(entry.getKey());
            if (other == null || other >= entry.getValue()) {
                found = Optional.empty();
            } else if (found.isEmpty()) {
                found = Optional.of(entry.getKey());
            }
        }
        return found;
    }
}
