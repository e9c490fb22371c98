package io.sluicegate.drift.stream;

import java.nio.charset.StandardCharsets;

/** Reads what a {@link PackedWriter} has written. */
final class PackedReader {
    private final byte[] bytes;
    private int position;

    PackedReader(byte[] bytes) {
        this.bytes = bytes;
    }

    long number() {
        var packed = 0L;
        var shift = 0;
        byte next;
        do {
            next = bytes[position++];
            packed |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return (packed >>> 1) ^ -(packed & 1);
    }

    double real() {
        return Double.longBitsToDouble(number());
    }

    String text() {
        var length = (int) number();
        var text = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }
}
