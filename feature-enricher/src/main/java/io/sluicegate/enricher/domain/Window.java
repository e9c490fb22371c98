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

    /** The value that the event adds to the window, or 1 where only events are counted; NaN if the event doesn't count. */
    double value(Scope scope) {
        if (where != null && !Boolean.TRUE.equals(where.value(scope))) {
            return Double.NaN;
        }
        if (of == null) {
            return 1;
        }
        double value = of.number(scope.event());
        return ExactSum.takes(value) ? value : Double.NaN;
    }

    /** The bucket that a time lies in. */
    long bucket(long time) {
        return Math.floorDiv(time, width);
    }

    /** The first bucket of the window that ends with an event at the time. */
    long first(long time) {
        return bucket(time) - buckets + 1;
    }
}
