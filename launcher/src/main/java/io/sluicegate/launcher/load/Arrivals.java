package io.sluicegate.launcher.load;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The predictions that have come, each with the time since its event was due: a pause of the pipeline counts for every event that was
 * due in it, sent or not. Belongs to one thread.
 */
final class Arrivals {
    private static final int DIGITS = 3;
    private static final long MICRO = 1_000;
    /** The most predictions kept whose event isn't known yet; others' predictions are among them, where events have no ids. */
    private static final int MOST_KEPT = 200_000;

    private final long[] due;
    private final long warmUp;
    private final EventIds ids;
    private final byte[] seen;
    private final Histogram micros = new Histogram(DIGITS);
    private Histogram interval = new Histogram(DIGITS);
    private final List<Unknown> unknown = new ArrayList<>();
    private int answered;
    private int doubled;

    private record Unknown(String id, long nanos) {}

    /**
     * @param due when each event is due, in nanoseconds from the start
     * @param warmUp events that are due before don't count in the percentiles
     */
    Arrivals(long[] due, long warmUp, EventIds ids) {
        this.due = due;
        this.warmUp = warmUp;
        this.ids = ids;
        this.seen = new byte[due.length];
    }

    /** A prediction was read, so many nanoseconds after the start. */
    void arrived(String id, long nanos) {
        var number = ids.number(id);
        if (number.isPresent() && number.getAsInt() < due.length) {
            arrived(number.getAsInt(), nanos);
        } else if (ids instanceof EventIds.Places && unknown.size() < MOST_KEPT) {
            unknown.add(new Unknown(id, nanos));
        }
    }

    private void arrived(int number, long nanos) {
        if (seen[number] > 0) {
            doubled++;
            return;
        }
        seen[number] = 1;
        answered++;
        if (due[number] >= warmUp) {
            var micro = Math.max(0, (nanos - due[number]) / MICRO);
            micros.recordValue(micro);
            interval.recordValue(micro);
        }
    }

    /** Looks once more for the events of predictions that came before the event's id was known. */
    void resolve() {
        unknown.removeIf(it -> {
            var number = ids.number(it.id());
            number.ifPresent(known -> arrived(known, it.nanos()));
            return number.isPresent();
        });
    }

    /** Events with at least one prediction. */
    int answered() {
        return answered;
    }

    /** Predictions beyond the first of their event. */
    int doubled() {
        return doubled;
    }

    /** Microseconds from when an event was due until its prediction was read. */
    Histogram micros() {
        return micros;
    }

    /** The same, of the predictions since the last call. */
    Histogram takeInterval() {
        var taken = interval;
        interval = new Histogram(DIGITS);
        return taken;
    }
}
