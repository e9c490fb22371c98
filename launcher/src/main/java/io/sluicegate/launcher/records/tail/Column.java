package io.sluicegate.launcher.records.tail;

import java.util.function.Function;

/**
 * A column of a table.
 *
 * @param width the fewest characters of a cell
 * @param share how much of the room that is left the column gets, in proportion
 * @param isNumber whether cells stand to the right
 */
record Column(String name, int width, int share, boolean isNumber, Function<Seen, String> cell) {

    static Column of(String name, int width, Function<Seen, String> cell) {
        return new Column(name, width, 0, false, cell);
    }

    static Column number(String name, int width, Function<Seen, String> cell) {
        return new Column(name, width, 0, true, cell);
    }

    /** A column that gets some of the room that is left. */
    static Column wide(String name, int width, int share, Function<Seen, String> cell) {
        return new Column(name, width, share, false, cell);
    }
}
