package io.sluicegate.enricher.domain;

import io.sluicegate.runtime.binary.BinaryInput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The rings in the bytes of a state, found by the windows that they belong to. Nearly always they lie in the order of the windows;
 * after a change of the feature set they don't, and rings that were passed are remembered.
 */
final class Rings {
    private final byte[] state;
    private final BinaryInput in;
    private int left;
    private int next;
    private boolean isAtNext = true;
    private Map<Long, Place> passed = Map.of();

    private record Place(int position, boolean hasValues) {}

    /** @param in reads the state, and is at the number of its rings */
    Rings(byte[] state, BinaryInput in) throws IOException {
        this.state = state;
        this.in = in;
        this.left = in.readInt();
    }

    /** Moves the input to the number of buckets of the window's ring, which the caller reads to its end; false if there is none. */
    boolean find(Window window) throws IOException {
        var place = passed.isEmpty() ? null : passed.get(window.id());
        if (place != null) {
            leave();
            isAtNext = false;
            in.begin(state, place.position());
            return isOf(window, place.hasValues());
        }
        goOn();
        while (left > 0) {
            left--;
            long id = in.readLong();
            boolean hasValues = in.readBoolean();
            if (id == window.id()) {
                return isOf(window, hasValues);
            }
            pass(id, hasValues);
        }
        return false;
    }

    /** Moves the input to the end of the last ring. */
    void skipRest() throws IOException {
        goOn();
        for (; left > 0; left--) {
            var unused = in.readLong();
            RingUpdate.skip(in, in.readBoolean());
        }
    }

    private static boolean isOf(Window window, boolean hasValues) throws IOException {
        if (hasValues != window.hasValues()) {
            throw new IOException("the ring of " + window.spec() + " is one of " + (hasValues ? "values" : "counts"));
        }
        return true;
    }

    private void leave() {
        if (isAtNext) {
            next = in.position();
        }
    }

    private void goOn() {
        if (!isAtNext) {
            in.begin(state, next);
            isAtNext = true;
        }
    }

    private void pass(long id, boolean hasValues) throws IOException {
        if (passed.isEmpty()) {
            passed = new HashMap<>();
        }
        passed.put(id, new Place(in.position(), hasValues));
        RingUpdate.skip(in, hasValues);
    }
}
