package io.sluicegate.bench.chaos.domain;

import org.jspecify.annotations.Nullable;

/**
 * An event in the log.
 *
 * @param key null for one that nobody can tell whom it is about
 * @param id its declared id or, where it can't have features, its place: {@link #place}
 */
public record Asked(int partition, long offset, @Nullable String key, String id) {
    private static final int READABLE = 100;

    /** The id's beginning: it may have a megabyte. */
    String shortId() {
        return id.substring(0, Math.min(id.length(), READABLE));
    }

    /** The id of what has none. */
    public static String place(int partition, long offset) {
        return "@" + partition + "-" + offset;
    }
}
