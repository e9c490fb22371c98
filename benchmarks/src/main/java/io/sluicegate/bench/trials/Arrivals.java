package io.sluicegate.bench.trials;

import io.sluicegate.pipeline.catalogue.Outcomes;
import io.sluicegate.records.OutcomeCounts;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The labels that arrive later, counted like in the drift detector: by the version and the tenure that decided the event, in the window
 * in which the label becomes known.
 */
final class Arrivals {
    /** Labels that would take longer come then. */
    private static final int MOST_DELAY = 60;
    /** Right and wrong on a negative, right and wrong on a positive. */
    private static final int CELLS = 4;

    private final Scenario scenario;
    private final SplittableRandom random;
    private final TreeMap<Integer, TreeMap<Arm, OutcomeCounts>> byWindow = new TreeMap<>();

    Arrivals(Scenario scenario, SplittableRandom random) {
        this.scenario = scenario;
        this.random = random;
    }

    /** Whose events they are. */
    record Arm(long tenure, boolean isCandidate) implements Comparable<Arm> {
        @Override
        public int compareTo(Arm other) {
            int order = Long.compare(tenure, other.tenure);
            return order == 0 ? Boolean.compare(isCandidate, other.isCandidate) : order;
        }
    }

    /** The events of one window; each goes to an arm by its share. */
    void decide(int window, long tenure, double share) {
        var primary = new long[MOST_DELAY + 1][CELLS];
        var candidate = new long[MOST_DELAY + 1][CELLS];
        for (int row = 0; row < Scenario.ROWS_A_WINDOW; row++) {
            if (random.nextDouble() < share) {
                decide(candidate, scenario.candidate());
            } else {
                decide(primary, Scenario.PRIMARY);
            }
        }
        add(window, new Arm(tenure, false), primary);
        add(window, new Arm(tenure, true), candidate);
    }

    private void decide(long[][] counts, Quality quality) {
        boolean positive = random.nextDouble() < Scenario.POSITIVES;
        boolean wrong = random.nextDouble() < (positive ? quality.misses() : quality.falseAlarms());
        counts[delay(positive)][(positive ? 2 : 0) + (wrong ? 1 : 0)]++;
    }

    private void add(int window, Arm arm, long[][] counts) {
        for (int delay = 0; delay <= MOST_DELAY; delay++) {
            var of = counts[delay];
            byWindow.computeIfAbsent(window + delay, known -> new TreeMap<>())
                    .merge(arm, new OutcomeCounts(of[2], of[1], of[0], of[3]), Outcomes::sum);
        }
    }

    /** What became known in the window. */
    SortedMap<Arm, OutcomeCounts> known(int window) {
        var counts = byWindow.remove(window);
        return counts == null ? new TreeMap<>() : counts;
    }

    private int delay(boolean positive) {
        double mean = positive ? scenario.positiveDelay() : scenario.negativeDelay();
        return (int) Math.min(MOST_DELAY, Math.log(1 - random.nextDouble()) / Math.log(mean / (1 + mean)));
    }
}
