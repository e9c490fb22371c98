package io.sluicegate.drift.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes numbers in as few bytes as they need: seven bits a byte, small magnitudes first. */
final class PackedWriter {
    private static final int LONGEST = 10;
    private static final int TYPICAL = 4_096;

    private byte[] bytes = new byte[TYPICAL];
    private int size;

    PackedWriter number(long value) {
        room(LONGEST);
        var rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    PackedWriter real(double value) {
        return number(Double.doubleToRawLongBits(value));
    }

    PackedWriter text(String value) {
        var text = value.getBytes(StandardCharsets.UTF_8);
        number(text.length);
        room(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
        return this;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
