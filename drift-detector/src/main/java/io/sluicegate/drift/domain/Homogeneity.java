package io.sluicegate.drift.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Pearson's chi-squared statistic of a window and its reference as two samples: how badly one distribution explains both (Pearson, 1911).
 * Its distribution is known only if each cell has enough rows. So cells in which fewer than five rows of the smaller sample are expected
 * are counted as one cell (Cochran, 1954), together with the smallest of the others if they are still too few.
 *
 * @param value the statistic
 * @param cells the number of cells in the sum
 */
record Homogeneity(double value, int cells) {
    private static final int FEWEST_EXPECTED = 5;

    static Homogeneity of(Cells cells) {
        var all = cells.list().stream().reduce(Cell.EMPTY, Cell::and);
        if (all.expected() == 0 || all.actual() == 0) {
            return new Homogeneity(0, 0);
        }
        var large = large(cells, all);
        var value = large.stream().mapToDouble(cell -> contribution(cell, all)).sum();
        return new Homogeneity(value, large.size());
    }

    /** Both samples in cells that are large enough. */
    private static List<Cell> large(Cells cells, Cell all) {
        var large = new ArrayList<Cell>();
        var rest = Cell.EMPTY;
        for (var cell : cells.list()) {
            if (isLarge(cell, all)) {
                large.add(cell);
            } else {
                rest = rest.and(cell);
            }
        }
        if (!rest.isEmpty()) {
            large.add(isLarge(rest, all) ? rest : rest.and(smallest(large)));
        }
        return large;
    }

    private static boolean isLarge(Cell cell, Cell all) {
        return rows(cell) * Math.min(all.expected(), all.actual()) >= FEWEST_EXPECTED * rows(all);
    }

    /** Takes the smallest cell away. */
    private static Cell smallest(List<Cell> cells) {
        var smallest = cells.stream().min(Comparator.comparingDouble(Homogeneity::rows));
        smallest.ifPresent(cells::remove);
        return smallest.orElse(Cell.EMPTY);
    }

    private static double contribution(Cell cell, Cell all) {
        return term(cell.expected(), rows(cell) * all.expected() / rows(all))
                + term(cell.actual(), rows(cell) * all.actual() / rows(all));
    }

    private static double term(long rows, double expected) {
        return (rows - expected) * (rows - expected) / expected;
    }

    private static double rows(Cell cell) {
        return (double) cell.expected() + cell.actual();
    }
}
