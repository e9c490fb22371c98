package io.sluicegate.drift.domain;

/**
 * The rows of a reference and of a window in one cell.
 *
 * @param expected the reference's rows
 * @param actual the window's rows
 */
record Cell(long expected, long actual) {
    static final Cell EMPTY = new Cell(0, 0);

    Cell and(Cell other) {
        return new Cell(expected + other.expected, actual + other.actual);
    }

    boolean isEmpty() {
        return expected + actual == 0;
    }
}
