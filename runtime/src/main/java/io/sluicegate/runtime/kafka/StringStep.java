package io.sluicegate.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.runtime.binary.BinaryOutput;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The step that writes strings. Many strings are the same object from record to record, such as a model's name, so the step keeps
 * the bytes of the last string; it stops doing so in a field whose values don't repeat. Belongs to one thread.
 */
final class StringStep implements AvroEncoding.Step {
    /** After this many changes in a row, the step no longer keeps bytes. */
    private static final int MOST_CHANGES = 1_000;

    private String last = "";
    private byte[] utf8 = {};
    private int changes;

    @Override
    public void write(@Nullable Object value, BinaryOutput out) {
        if (value == last) {
            changes = 0;
            out.writeBytes(utf8);
        } else {
            change(Objects.requireNonNull(value, "null, which the schema doesn't allow"), out);
        }
    }

    private void change(Object value, BinaryOutput out) {
        var text = ((CharSequence) value).toString();
        out.writeString(text);
        if (changes < MOST_CHANGES) {
            changes++;
            last = text;
            utf8 = text.getBytes(UTF_8);
        }
    }
}
