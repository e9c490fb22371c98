package io.sluicegate.enricher.domain;

import io.sluicegate.runtime.binary.BinaryInput;
import io.sluicegate.runtime.binary.BinaryOutput;
import io.sluicegate.runtime.binary.StateVersions;
import java.io.IOException;
import java.util.List;

/**
 * The states of entities, which are updated in their encoded form: one pass reads a state, adds up its windows and writes the next
 * state, without objects for buckets. In Avro's primitive encodings (var = zigzag varint) a state is
 *
 * <pre>
 * state  = version:var  newest event time:var  rings:var  ring*
 * ring   = id:var  has values:boolean  buckets:var  bucket*
 * bucket = index, as the step from the one before:var  count:var  [sum high:var  sum low:var  max:double]
 * </pre>
 *
 * A ring carries the id of its window's specification, not of the feature set. So when the feature set changes, each window
 * that is still declared goes on with its ring; a new one starts empty; the ring of a dropped one is dropped.
 */
final class EntityStates {
    private static final StateVersions VERSIONS = StateVersions.of("entity-states", 1);

    private final Window[] windows;
    private final long lateness;

    /**
     * A state with an event counted.
     *
     * @param bytes the next state; the very bytes of the state before if the event was too late to count
     * @param begun windows that had no ring before
     */
    @SuppressWarnings("ArrayRecordComponent") // the bytes go to the store as they are and are never compared
    record Updated(byte[] bytes, int begun) {}

    /** @param lateness how much older than its entity's newest event an event may be, in milliseconds */
    EntityStates(List<Window> windows, long lateness) {
        this.windows = windows.toArray(Window[]::new);
        this.lateness = lateness;
    }

    /** The state of an entity before its first event. */
    static byte[] empty() {
        var out = VERSIONS.begin();
        out.writeLong(0);
        out.writeLong(0);
        return out.toByteArray();
    }

    /**
     * Counts an event, and passes the tallies of its windows to the scope.
     *
     * @throws io.sluicegate.runtime.binary.UnreadableState if the bytes are no state
     */
    Updated update(byte[] state, long time, Scope scope) {
        var values = new double[windows.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = windows[i].value(scope);
        }
        return VERSIONS.read(state, (in, version) -> update(state, in, time, values, scope));
    }

    private Updated update(byte[] state, BinaryInput in, long time, double[] values, Scope scope) throws IOException {
        long before = in.readLong();
        long newest = Math.max(before, time);
        boolean isLate = time < before - lateness;
        var out = begin(newest);
        var rings = new Rings(state, in);
        int known = 0;
        for (int i = 0; i < windows.length; i++) {
            var ring = new RingUpdate(windows[i], time, Math.min(time, newest - lateness));
            if (rings.find(windows[i])) {
                ring.read(in);
                known++;
            }
            if (!Double.isNaN(values[i])) {
                ring.count(values[i]);
            }
            scope.setWindow(i, ring.total());
            write(windows[i], ring, state, out);
        }
        rings.skipRest();
        return isLate ? new Updated(state, 0) : new Updated(out.toByteArray(), windows.length - known);
    }

    private BinaryOutput begin(long newest) {
        var out = VERSIONS.begin();
        out.writeLong(newest);
        out.writeLong(windows.length);
        return out;
    }

    private static void write(Window window, RingUpdate ring, byte[] state, BinaryOutput out) {
        out.writeLong(window.id());
        out.writeBoolean(window.hasValues());
        ring.write(state, out);
    }
}
