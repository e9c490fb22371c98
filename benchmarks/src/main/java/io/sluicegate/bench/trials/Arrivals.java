package io.sluicegate.bench.trials;

import io.sluicegate.records.OutcomeCounts;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The labels to come, counted as the drift detector counts them: by the version and the tenure that decided the event, in the
 * window in which the label becomes known.
 */
final class Arrivals {
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
        for (int row = 0; row < Scenario.ROWS_A_WINDOW; row++) {
            var arm = new Arm(tenure, random.nextDouble() < share);
            boolean positive = random.nextDouble() < Scenario.POSITIVES;
            var quality = arm.isCandidate() ? scenario.candidate() : Scenario.PRIMARY;
            boolean wrong = random.nextDouble() < (positive ? quality.misses() : quality.falseAlarms());
            var counts = byWindow.computeIfAbsent(window + delay(positive), known -> new TreeMap<>())
                    .computeIfAbsent(arm, known -> new OutcomeCounts(0L, 0L, 0L, 0L));
            count(counts, positive, wrong);
        }
    }

    /** What became known in the window. */
    SortedMap<Arm, OutcomeCounts> known(int window) {
        var counts = byWindow.remove(window);
        return counts == null ? new TreeMap<>() : counts;
    }

    private int delay(boolean positive) {
        double mean = positive ? scenario.positiveDelay() : scenario.negativeDelay();
        return (int) (Math.log(1 - random.nextDouble()) / Math.log(mean / (1 + mean)));
    }

    private static void count(OutcomeCounts counts, boolean positive, boolean wrong) {
        if (positive && wrong) {
            counts.setFalseNegatives(counts.getFalseNegatives() + 1);
        } else if (positive) {
            counts.setTruePositives(counts.getTruePositives() + 1);
        } else if (wrong) {
            counts.setFalsePositives(counts.getFalsePositives() + 1);
        } else {
            counts.setTrueNegatives(counts.getTrueNegatives() + 1);
        }
    }
}
