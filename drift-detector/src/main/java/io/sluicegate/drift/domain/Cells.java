package io.sluicegate.drift.domain;

import io.sluicegate.records.NumericProfile;
import io.sluicegate.records.StringProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The cells over which a window is compared with its reference. Missing values have a cell if either side has any. */
record Cells(List<Cell> list) {
    private static final int DECILES = 10;

    /** A value with fewer expected rows in the window has no cell of its own: such a cell would hold little but chance. */
    private static final int FEWEST_EXPECTED = 5;

    Cells {
        list = List.copyOf(list);
    }

    /** The reference's deciles. */
    static Cells of(NumericProfile reference, Tally window) {
        var decile = deciles(reference.getCounts());
        var cells = new ArrayList<>(Collections.nCopies(decile[decile.length - 1] + 1, Cell.EMPTY));
        for (var bin = 0; bin < decile.length; bin++) {
            var rows = new Cell(reference.getCounts().get(bin), window.in(bin));
            cells.set(decile[bin], cells.get(decile[bin]).and(rows));
        }
        addIfAny(cells, new Cell(reference.getMissing(), window.missing()));
        return new Cells(cells);
    }

    /** The reference's values. Those with too few rows have one cell together with the values that the reference doesn't list. */
    static Cells of(StringProfile reference, Tally window) {
        var counts = reference.getCounts();
        var least = (double) FEWEST_EXPECTED * rows(reference) / window.rows();
        var cells = new ArrayList<Cell>();
        var rest = new Cell(reference.getOther(), window.in(counts.size()));
        for (var bin = 0; bin < counts.size(); bin++) {
            var rows = new Cell(counts.get(bin), window.in(bin));
            if (rows.expected() >= least) {
                cells.add(rows);
            } else {
                rest = rest.and(rows);
            }
        }
        addIfAny(cells, rest);
        addIfAny(cells, new Cell(reference.getMissing(), window.missing()));
        return new Cells(cells);
    }

    private static void addIfAny(List<Cell> cells, Cell rows) {
        if (!rows.isEmpty()) {
            cells.add(rows);
        }
    }

    /** All rows of a reference. */
    static long rows(StringProfile reference) {
        return sum(reference.getCounts()) + reference.getOther() + reference.getMissing();
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    int count() {
        return list.size();
    }

    /** The decile of each bin. A decile ends with the bin in which the reference reaches the next tenth of its rows. */
    private static int[] deciles(List<Long> counts) {
        var rows = sum(counts);
        var decile = new int[counts.size()];
        var reached = 0L;
        var tenth = 1;
        for (var bin = 0; bin < decile.length - 1; bin++) {
            reached += counts.get(bin);
            var ends = reached * DECILES >= tenth * rows && reached < rows;
            decile[bin + 1] = decile[bin] + (ends ? 1 : 0);
            tenth = ends ? (int) (reached * DECILES / rows) + 1 : tenth;
        }
        return decile;
    }
}
