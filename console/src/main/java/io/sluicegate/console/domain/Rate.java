package io.sluicegate.console.domain;

import java.util.ArrayList;
import java.util.List;

/** Counts by second over the last minute. */
final class Rate {
    /** Seconds that are remembered. */
    static final int SECONDS = 60;

    private static final int RECENT = 5;

    private final int[] counts = new int[SECONDS + 2];
    private final long[] seconds = new long[SECONDS + 2];

    void count(long atMillis) {
        var second = Math.floorDiv(atMillis, 1000L);
        var slot = slot(second);
        if (seconds[slot] > second) {
            return;
        }
        if (seconds[slot] < second) {
            seconds[slot] = second;
            counts[slot] = 0;
        }
        counts[slot]++;
    }

    /** Per second, over the five whole seconds before now. */
    double perSecond(long nowMillis) {
        var now = Math.floorDiv(nowMillis, 1000L);
        var sum = 0;
        for (var second = now - RECENT; second < now; second++) {
            sum += at(second);
        }
        return (double) sum / RECENT;
    }

    /** The whole seconds before now, oldest first. */
    List<Integer> lastMinute(long nowMillis) {
        var now = Math.floorDiv(nowMillis, 1000L);
        var minute = new ArrayList<Integer>(SECONDS);
        for (var second = now - SECONDS; second < now; second++) {
            minute.add(at(second));
        }
        return List.copyOf(minute);
    }

    private int at(long second) {
        var slot = slot(second);
        return seconds[slot] == second ? counts[slot] : 0;
    }

    private int slot(long second) {
        return (int) Math.floorMod(second, (long) counts.length);
    }
}
