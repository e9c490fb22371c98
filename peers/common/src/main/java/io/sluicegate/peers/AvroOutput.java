package io.sluicegate.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes Avro's binary encoding to an array that grows. */
final class AvroOutput {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST = 512;
    private static final int MORE = 0x80;
    private static final int BITS = 0x7F;
    private static final int SHIFT = 7;
    private static final int LONGEST = 10;

    private byte[] bytes = new byte[FIRST];
    private int size;

    void clear() {
        size = 0;
    }

    void writeLong(long value) {
        ensure(LONGEST);
        long left = (value << 1) ^ (value >> (Long.SIZE - 1));
        while ((left & ~(long) BITS) != 0) {
            bytes[size++] = (byte) ((left & BITS) | MORE);
            left >>>= SHIFT;
        }
        bytes[size++] = (byte) left;
    }

    void writeDouble(double value) {
        ensure(Double.BYTES);
        LONG.set(bytes, size, Double.doubleToRawLongBits(value));
        size += Double.BYTES;
    }

    void writeBoolean(boolean value) {
        ensure(1);
        bytes[size++] = (byte) (value ? 1 : 0);
    }

    void writeText(String text) {
        var utf8 = text.getBytes(UTF_8);
        writeText(utf8, 0, utf8.length);
    }

    /** A string from its UTF-8. */
    void writeText(byte[] array, int from, int length) {
        writeLong(length);
        write(array, from, length);
    }

    void write(byte[] array, int from, int length) {
        ensure(length);
        System.arraycopy(array, from, bytes, size, length);
        size += length;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
