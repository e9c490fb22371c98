package io.sluicegate.enricher.domain;

import org.jspecify.annotations.Nullable;

/** A window that tallies events. */
final class Window {
    private final WindowSpec spec;
    private final long id;
    private final long width;
    private final long buckets;
    private final @Nullable EventField of;
    private final @Nullable Expression where;

    Window(WindowSpec spec, @Nullable EventField of, @Nullable Expression where) {
        this.spec = spec;
        this.id = spec.id();
        this.width = spec.width();
        this.buckets = spec.buckets();
        this.of = of;
        this.where = where;
    }

    WindowSpec spec() {
        return spec;
    }

    long id() {
        return id;
    }

    /** Whether the window tallies values rather than only events. */
    boolean hasValues() {
        return of != null;
    }

    /** Counts the event, if it meets the window's condition. */
    void add(Ring ring, long time, Scope scope) {
        if (where != null && !Boolean.TRUE.equals(where.evaluate(scope))) {
            return;
        }
        if (of == null) {
            ring.at(bucket(time)).addEvent();
        } else if (of.read(scope.event()) instanceof Number number && ExactSum.takes(number.doubleValue())) {
            ring.at(bucket(time)).add(number.doubleValue());
        }
    }

    /** The tally of the window that ends with an event at the time. */
    Tally total(Ring ring, long time) {
        return ring.total(first(time), bucket(time));
    }

    /** Drops the buckets that no window ending at the time or later reaches. */
    void forget(Ring ring, long time) {
        ring.keepFrom(first(time));
    }

    private long bucket(long time) {
        return Math.floorDiv(time, width);
    }

    private long first(long time) {
        return bucket(time) - buckets + 1;
    }
}
