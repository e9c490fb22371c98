package io.sluicegate.enricher.domain;

import java.util.Arrays;
import java.util.List;

/**
 * The engine's state of one entity as plain objects: its newest event time and one ring per window. The engine's one pass over bytes
 * must give the same.
 */
final class EntityState {
    private final List<Window> windows;
    private final Ring[] rings;
    private long newest;
    private int known;

    /** The state of an entity before its first event. */
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

    /** Takes the ring that the window had before; called once per window. */
    void setRing(int index, Ring ring) {
        rings[index] = ring;
        known++;
    }

    /** The windows that had no ring before. */
    int begun() {
        return rings.length - known;
    }

    /** Counts the event into its windows and passes their tallies to the scope. */
    void add(long time, Scope scope) {
        for (int i = 0; i < rings.length; i++) {
            var window = windows.get(i);
            add(window, ring(i), time, scope);
            scope.setWindow(i, ring(i).total(window.first(time), window.bucket(time)));
        }
    }

    private static void add(Window window, Ring ring, long time, Scope scope) {
        double value = window.value(scope);
        if (Double.isNaN(value)) {
            return;
        }
        var tally = ring.at(window.bucket(time));
        if (window.hasValues()) {
            tally.add(value);
        } else {
            tally.addEvent();
        }
    }

    /** Advances to the time if it is newer, and drops buckets that no punctual event can reach any more. */
    void advance(long time, long lateness) {
        newest = Math.max(newest, time);
        for (int i = 0; i < rings.length; i++) {
            ring(i).keepFrom(windows.get(i).first(newest - lateness));
        }
    }
}
