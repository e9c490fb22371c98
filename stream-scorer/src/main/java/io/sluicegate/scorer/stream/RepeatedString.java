package io.sluicegate.scorer.stream;

import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.util.Utf8;

/** Reads a string that is mostly the one read before, without making it again. Belongs to one thread. */
final class RepeatedString {
    private Utf8 last = new Utf8("");
    private Utf8 spare = new Utf8("");
    private String text = "";

    String read(BinaryDecoder in) throws IOException {
        var read = in.readString(spare);
        if (!read.equals(last)) {
            spare = last;
            last = read;
            text = read.toString();
        } else {
            spare = read;
        }
        return text;
    }
}
