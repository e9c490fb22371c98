package io.sluicegate.scorer.features;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.runtime.binary.BinaryInput;
import java.io.IOException;

/** A reader of a string that mostly repeats; a repeated string isn't allocated again. Belongs to one thread. */
final class RepeatedString {
    private String text = "";
    private byte[] bytes = {};

    String read(BinaryInput in) throws IOException {
        var read = in.readString(bytes, text);
        if (!read.equals(text)) {
            text = read;
            bytes = read.getBytes(UTF_8);
        }
        return text;
    }
}
