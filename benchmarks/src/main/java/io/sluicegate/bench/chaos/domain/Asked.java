package io.sluicegate.bench.chaos.domain;

/**
 * An event in the log.
 *
 * @param id its declared id or, where it can't have features, its place: {@link #place}
 */
public record Asked(int partition, long offset, String key, String id) {

    /** The id of what has none. */
    public static String place(int partition, long offset) {
        return "@" + partition + "-" + offset;
    }
}
