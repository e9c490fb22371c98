package io.sluicegate.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.platform.binary.BinaryOutput;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes strings. Many are the very same object from record to record, such as the name of a model, so the bytes of the last one
 * are kept. Threads may overwrite each other's: the pair is immutable, and whoever doesn't find its own encodes it.
 */
final class StringStep implements AvroEncoding.Step {
    private static final class Encoded {
        private final CharSequence string;
        private final byte[] utf8;

        Encoded(CharSequence string, byte[] utf8) {
            this.string = string;
            this.utf8 = utf8;
        }
    }

    private Encoded last = new Encoded("", new byte[0]);

    @Override
    public void write(@Nullable Object value, BinaryOutput out) {
        var known = last;
        if (value != known.string) {
            known = encoded((CharSequence) Objects.requireNonNull(value, "null, which the schema doesn't allow"));
        }
        out.writeBytes(known.utf8);
    }

    private Encoded encoded(CharSequence value) {
        var encoded = new Encoded(value.toString(), value.toString().getBytes(UTF_8));
        if (value instanceof String) {
            last = encoded;
        }
        return encoded;
    }
}
