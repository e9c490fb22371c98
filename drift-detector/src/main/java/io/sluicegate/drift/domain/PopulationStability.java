package io.sluicegate.drift.domain;

/**
 * The population stability index of a window against its reference.
 *
 * @param value the index
 * @param cells the number of cells in the sum
 */
record PopulationStability(double value, int cells) {
    private static final double SMOOTHING = 0.5;

    static PopulationStability of(Cells cells) {
        var expectedRows = 0.0;
        var actualRows = 0.0;
        for (var cell : cells.list()) {
            expectedRows += cell.expected() + SMOOTHING;
            actualRows += cell.actual() + SMOOTHING;
        }
        var index = 0.0;
        for (var cell : cells.list()) {
            index += contribution(cell, expectedRows, actualRows);
        }
        return new PopulationStability(index, cells.count());
    }

    /** The part of the index that one cell adds. */
    static double contribution(Cell cell, double expectedRows, double actualRows) {
        var p = (cell.expected() + SMOOTHING) / expectedRows;
        var q = (cell.actual() + SMOOTHING) / actualRows;
        return (q - p) * Math.log(q / p);
    }
}
