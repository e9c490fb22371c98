package io.sluicegate.drift.domain;

import io.sluicegate.records.ShareKind;
import io.sluicegate.records.StringProfile;
import io.sluicegate.records.ValueShare;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The shares of a string feature's values that contribute most to its population stability index. */
final class ValueShares {
    private static final int MOST = 5;

    private ValueShares() {}

    /** Shares of rows, and what they contribute. */
    private record Contribution(ValueShare share, double size) {}

    /** The greatest contribution first; rows that neither side has are left out. */
    static List<ValueShare> of(StringProfile reference, Tally window) {
        var rows = new Cell(Cells.rows(reference), window.rows());
        var contributions = new ArrayList<Contribution>();
        for (var bin = 0; bin < reference.getCounts().size(); bin++) {
            var cell = new Cell(reference.getCounts().get(bin), window.in(bin));
            add(contributions, ShareKind.VALUE, reference.getValues().get(bin), cell, rows);
        }
        var other =
                new Cell(reference.getOther(), window.in(reference.getCounts().size()));
        add(contributions, ShareKind.OTHER, "", other, rows);
        add(contributions, ShareKind.MISSING, "", new Cell(reference.getMissing(), window.missing()), rows);
        return contributions.stream()
                .sorted(Comparator.comparingDouble(Contribution::size).reversed())
                .limit(MOST)
                .map(Contribution::share)
                .toList();
    }

    private static void add(List<Contribution> all, ShareKind kind, String value, Cell cell, Cell rows) {
        if (!cell.isEmpty()) {
            var share = new ValueShare(
                    kind, value, share(cell.expected(), rows.expected()), share(cell.actual(), rows.actual()));
            all.add(new Contribution(
                    share, PopulationStability.contribution(cell, rows.expected() + 1.0, rows.actual() + 1.0)));
        }
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
