package io.sluicegate.drift.domain;

import io.sluicegate.records.Statistic;
import io.sluicegate.records.ValueShare;
import io.sluicegate.records.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * The verdict of one window on one subject, with its statistics.
 *
 * @param shares the shares of a string feature's values that contribute most to its drift; empty for other subjects
 */
public record Assessment(Verdict verdict, List<Statistic> statistics, List<ValueShare> shares) {
    public Assessment {
        statistics = List.copyOf(statistics);
        shares = List.copyOf(shares);
    }

    /** The window has too little data for any statistic. */
    public static final Assessment NOTHING = new Assessment(Verdict.NO_DATA, List.of(), List.of());

    /** Compares the statistics with their thresholds, if the window has enough rows. */
    static Assessment of(boolean enough, List<Statistic> statistics) {
        return new Assessment(enough ? verdict(statistics) : Verdict.NO_DATA, statistics, List.of());
    }

    /** The assessment with shares of values. */
    Assessment with(List<ValueShare> values) {
        return new Assessment(verdict, statistics, values);
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

    /** Adds the share, unless its denominator is zero. */
    static void share(List<Statistic> statistics, String name, long part, long whole) {
        if (whole > 0) {
            statistics.add(informs(name, (double) part / whole));
        }
    }

    static List<Statistic> list() {
        return new ArrayList<>();
    }
}
