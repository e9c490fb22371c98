package io.sluicegate.platform.kafka;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Avro's binary encoding, into an array that grows and is used again. Belongs to one thread. */
final class BinaryOutput {
    private static final int TYPICAL = 512;
    /** An array that one huge record has grown is not kept. */
    private static final int KEPT = 1 << 16;

    private static final int LONGEST_NUMBER = 10;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[TYPICAL];
    private int size;

    /** Begins anew, with a header. */
    void begin(byte[] header) {
        size = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[TYPICAL];
        }
        write(header, 0, header.length);
    }

    /** A copy of what has been written. */
    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    void write(byte[] source, int offset, int length) {
        room(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** Ints and longs, lengths and indexes: zigzag, seven bits a byte. */
    void writeLong(long value) {
        room(LONGEST_NUMBER);
        var left = (value << 1) ^ (value >> 63);
        while ((left & ~0x7FL) != 0) {
            bytes[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    void writeDouble(double value) {
        room(Double.BYTES);
        LONG.set(bytes, size, Double.doubleToRawLongBits(value));
        size += Double.BYTES;
    }

    void writeFloat(float value) {
        room(Float.BYTES);
        INT.set(bytes, size, Float.floatToRawIntBits(value));
        size += Float.BYTES;
    }

    void writeBoolean(boolean value) {
        room(1);
        bytes[size++] = (byte) (value ? 1 : 0);
    }

    /** Bytes with their length before them. */
    void writeBytes(byte[] value) {
        writeLong(value.length);
        write(value, 0, value.length);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
