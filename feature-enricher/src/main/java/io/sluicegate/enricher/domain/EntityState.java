package io.sluicegate.enricher.domain;

import java.util.Arrays;
import java.util.List;

/** What the engine remembers of one entity: its newest event time and a ring a window. */
final class EntityState {
    private final List<Window> windows;
    private final Ring[] rings;
    private long newest;
    private int known;

    /** The state of an entity that hasn't been seen. */
    EntityState(List<Window> windows) {
        this(windows, 0);
    }

    EntityState(List<Window> windows, long newest) {
        this.windows = windows;
        this.newest = newest;
        this.rings = new Ring[windows.size()];
        Arrays.setAll(rings, index -> new Ring());
    }

    long newest() {
        return newest;
    }

    Ring ring(int index) {
        return rings[index];
    }

    /** The ring that the window had before; once a window. */
    void setRing(int index, Ring ring) {
        rings[index] = ring;
        known++;
    }

    /** Windows that had no ring before. */
    int begun() {
        return rings.length - known;
    }

    /** Counts the event into its windows and tells the scope what they then hold. */
    void add(long time, Scope scope) {
        for (int i = 0; i < rings.length; i++) {
            var window = windows.get(i);
            window.add(ring(i), time, scope);
            scope.setWindow(i, window.total(ring(i), time));
        }
    }

    /** Moves on to the time if it is newer, and forgets what is too old for any event to come that is not too late. */
    void advance(long time, long lateness) {
        newest = Math.max(newest, time);
        for (int i = 0; i < rings.length; i++) {
            windows.get(i).forget(ring(i), newest - lateness);
        }
    }
}
