package io.sluicegate.drift.stream;

import io.sluicegate.drift.domain.Window;
import io.sluicegate.runtime.binary.UnreadableState;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A window as a key: start and end, eight bytes each. Windows of two lengths may begin together while {@code drift.window} changes.
 * Versions before wrote the start only; such a key is read, and written again, as a window without an end.
 */
final class WindowKeySerde {
    private WindowKeySerde() {}

    static Serde<Window> create() {
        return Serdes.serdeFrom(
                (topic, window) -> window == null ? null : write(window),
                (topic, bytes) -> bytes == null ? null : read(ByteBuffer.wrap(bytes)));
    }

    private static byte[] write(Window window) {
        return window.end() == Long.MAX_VALUE
                ? ByteBuffer.allocate(Long.BYTES).putLong(window.start()).array()
                : ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(window.start())
                        .putLong(window.end())
                        .array();
    }

    private static Window read(ByteBuffer bytes) {
        if (bytes.remaining() != Long.BYTES && bytes.remaining() != 2 * Long.BYTES) {
            throw new UnreadableState("a store of windows", "a key has " + bytes.remaining() + " bytes, not 16", null);
        }
        return new Window(bytes.getLong(), bytes.hasRemaining() ? bytes.getLong() : Long.MAX_VALUE);
    }
}
