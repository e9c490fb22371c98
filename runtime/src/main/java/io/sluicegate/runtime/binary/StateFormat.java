package io.sluicegate.runtime.binary;

import java.io.IOException;
import java.util.function.BiConsumer;

/**
 * The binary form of a store's values: a version, then what that version holds. A format writes its newest version and reads every
 * version from its oldest one on. It refuses any other version, so that no state is ever read as something else.
 *
 * <p>When the form changes: raise the version, keep a reader for the version before, and commit a new fixture of the stage's state.
 * A version's number never stands for another form again. A reader can go once no store can hold a value of its version any more.
 */
public final class StateFormat<T> {
    private final StateVersions versions;
    private final BiConsumer<T, BinaryOutput> writer;
    private final Reader<T> reader;

    /** Reads what follows the version. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(BinaryInput in, int version) throws IOException;
    }

    private StateFormat(StateVersions versions, BiConsumer<T, BinaryOutput> writer, Reader<T> reader) {
        this.versions = versions;
        this.writer = writer;
        this.reader = reader;
    }

    /**
     * A format that reads one version only.
     *
     * @param store the name of the store, for errors
     * @param writer writes what follows the version
     */
    public static <T> StateFormat<T> of(
            String store, int version, BiConsumer<T, BinaryOutput> writer, Reader<T> reader) {
        return new StateFormat<>(StateVersions.of(store, version), writer, reader);
    }

    /** The same format, whose reader knows all versions from this one on. */
    public StateFormat<T> readingFrom(int version) {
        return new StateFormat<>(versions.from(version), writer, reader);
    }

    public byte[] write(T value) {
        var out = versions.begin();
        writer.accept(value, out);
        return out.toByteArray();
    }

    /** @throws UnreadableState if the bytes are of a version that this format doesn't read, or damaged */
    public T read(byte[] bytes) {
        return versions.read(bytes, reader);
    }
}
