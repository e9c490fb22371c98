package io.sluicegate.scorer.graph;

import io.sluicegate.bundle.ElementType;
import java.util.List;

/**
 * A value of a graph: where its elements are while the graph runs, and what is known of them before. Several values may share elements that
 * they see in different shapes.
 *
 * @param slot the place of the elements: {@code float[]}, {@code double[]}, {@code long[]} or {@code String[]} for all rows of a call
 * @param row the shape of a row's part
 * @param keys the keys of a map with a number for each element; empty for a tensor
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Edge(int slot, ElementType type, long[] row, List<Object> keys) {

    static Edge tensor(int slot, ElementType type, long... row) {
        return new Edge(slot, type, row, List.of());
    }

    /** The elements in a row. */
    public int width() {
        var width = 1L;
        for (var length : row) {
            width *= length;
        }
        return Math.toIntExact(width);
    }

    /** Whether it is a map. */
    public boolean isMap() {
        return !keys.isEmpty();
    }

    Edge in(long... shape) {
        return new Edge(slot, type, shape, keys);
    }
}
