package io.sluicegate.drift.domain;

import io.sluicegate.records.Statistic;
import io.sluicegate.records.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What a window says of one subject. */
public record Assessment(Verdict verdict, List<Statistic> statistics) {
    public Assessment {
        statistics = List.copyOf(statistics);
    }

    /** Too little is known for any statistic. */
    public static final Assessment NOTHING = new Assessment(Verdict.NO_DATA, List.of());

    /** Judges the statistics by their thresholds, if there are rows enough to judge. */
    static Assessment of(boolean enough, List<Statistic> statistics) {
        return new Assessment(enough ? verdict(statistics) : Verdict.NO_DATA, statistics);
    }

    private static Verdict verdict(List<Statistic> statistics) {
        var drifted = statistics.stream()
                .anyMatch(statistic ->
                        statistic.getThreshold() != null && statistic.getValue() > statistic.getThreshold());
        return drifted ? Verdict.DRIFTED : Verdict.HEALTHY;
    }

    static Statistic informs(String name, double value) {
        return new Statistic(name, value, null);
    }

    /** Adds the share where it is defined: a share of nothing is left out. */
    static void share(List<Statistic> statistics, String name, long part, long whole) {
        if (whole > 0) {
            statistics.add(informs(name, (double) part / whole));
        }
    }

    static List<Statistic> list() {
        return new ArrayList<>();
    }
}
