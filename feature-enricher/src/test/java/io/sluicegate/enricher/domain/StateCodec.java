package io.sluicegate.enricher.domain;

import io.sluicegate.runtime.binary.BinaryInput;
import io.sluicegate.runtime.binary.BinaryOutput;
import io.sluicegate.runtime.binary.StateFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Entity states as bytes, in Avro's primitive encodings (var = zigzag varint):
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
final class StateCodec {
    private static final int VERSION = 1;

    private final StateFormat<EntityState> format;
    private final List<Window> windows;
    private final Map<Long, Integer> positions = new HashMap<>();

    StateCodec(List<Window> windows) {
        this.windows = windows;
        this.format = StateFormat.of("entity-states", VERSION, this::writeState, (in, version) -> readState(in));
        for (int i = 0; i < windows.size(); i++) {
            positions.put(windows.get(i).id(), i);
        }
    }

    byte[] encode(EntityState state) {
        return format.write(state);
    }

    EntityState decode(byte[] bytes) {
        return format.read(bytes);
    }

    private void writeState(EntityState state, BinaryOutput out) {
        out.writeLong(state.newest());
        out.writeLong(windows.size());
        for (int i = 0; i < windows.size(); i++) {
            out.writeLong(windows.get(i).id());
            writeRing(state.ring(i), windows.get(i).hasValues(), out);
        }
    }

    private static void writeRing(Ring ring, boolean values, BinaryOutput out) {
        out.writeBoolean(values);
        out.writeLong(ring.size());
        long before = 0;
        for (int i = 0; i < ring.size(); i++) {
            out.writeLong(ring.bucket(i) - before);
            before = ring.bucket(i);
            writeTally(ring.tally(i), values, out);
        }
    }

    private static void writeTally(Tally tally, boolean values, BinaryOutput out) {
        out.writeLong(tally.count());
        if (values) {
            out.writeLong(tally.sum().high());
            out.writeLong(tally.sum().low());
            out.writeDouble(tally.max());
        }
    }

    private EntityState readState(BinaryInput in) throws IOException {
        var state = new EntityState(windows, in.readLong());
        int rings = in.readInt();
        for (int i = 0; i < rings; i++) {
            var position = positions.get(in.readLong());
            var ring = readRing(in);
            if (position != null) {
                state.setRing(position, ring);
            }
        }
        return state;
    }

    private static Ring readRing(BinaryInput in) throws IOException {
        boolean values = in.readBoolean();
        int size = in.readInt();
        var ring = new Ring(size + 1); // one more bucket is likely to come
        long bucket = 0;
        for (int i = 0; i < size; i++) {
            bucket += in.readLong();
            ring.append(bucket, readTally(values, in));
        }
        return ring;
    }

    private static Tally readTally(boolean values, BinaryInput in) throws IOException {
        long count = in.readLong();
        return values
                ? new Tally(count, new ExactSum(in.readLong(), in.readLong()), in.readDouble())
                : new Tally(count, new ExactSum(), Double.NEGATIVE_INFINITY);
    }
}
