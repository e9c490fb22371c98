package io.sluicegate.runtime.binary;

import java.io.IOException;

/**
 * The versions of a store's values. Each value begins with its version; a version that isn't known here is refused, so that no
 * state is ever read as something else. {@link StateFormat} is built on it; a store that changes its values in their encoded form
 * uses it directly.
 */
public final class StateVersions {
    private final String store;
    private final int oldest;
    private final int newest;

    private StateVersions(String store, int oldest, int newest) {
        this.store = store;
        this.oldest = oldest;
        this.newest = newest;
    }

    /**
     * A single version.
     *
     * @param store the name of the store, for errors
     */
    public static StateVersions of(String store, int version) {
        return new StateVersions(store, version, version);
    }

    /** The same versions, and those from this one on. */
    StateVersions from(int version) {
        return new StateVersions(store, version, newest);
    }

    /** The thread's output, with the newest version written. */
    public BinaryOutput begin() {
        var out = BinaryOutput.begin();
        out.writeLong(newest);
        return out;
    }

    /**
     * Reads a whole value.
     *
     * @param reader reads what follows the version
     * @throws UnreadableState if the bytes are of a version that isn't known, or damaged
     */
    public <T> T read(byte[] bytes, StateFormat.Reader<T> reader) {
        var in = new BinaryInput();
        in.begin(bytes, 0);
        var version = version(in);
        try {
            var value = reader.read(in, version);
            if (in.isEnd()) {
                return value;
            }
        } catch (IOException | RuntimeException e) {
            throw new UnreadableState(store, "a value of version " + version + " is damaged", e);
        }
        throw new UnreadableState(store, "a value of version " + version + " has bytes left over", null);
    }

    private int version(BinaryInput in) {
        long version;
        try {
            version = in.readLong();
        } catch (IOException e) {
            throw new UnreadableState(store, "a value has no version", e);
        }
        if (version < oldest || version > newest) {
            var read = oldest == newest ? "" + newest : oldest + " to " + newest;
            throw new UnreadableState(
                    store, "a value has version " + version + ", and this Sluicegate reads " + read, null);
        }
        return (int) version;
    }
}
