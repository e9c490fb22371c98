package io.sluicegate.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads Avro's binary encoding from an array. */
final class AvroInput {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte[] NONE = {};
    private static final int MORE = 0x80;
    private static final int BITS = 0x7F;
    private static final int SHIFT = 7;

    private byte[] bytes = NONE;
    private int place;

    void begin(byte[] array, int from) {
        bytes = array;
        place = from;
    }

    int place() {
        return place;
    }

    long readLong() {
        long value = 0;
        int shift = 0;
        int next;
        do {
            next = bytes[place++];
            value |= (long) (next & BITS) << shift;
            shift += SHIFT;
        } while ((next & MORE) != 0);
        return (value >>> 1) ^ -(value & 1);
    }

    double readDouble() {
        place += Double.BYTES;
        return Double.longBitsToDouble((long) LONG.get(bytes, place - Double.BYTES));
    }

    boolean readBoolean() {
        return bytes[place++] != 0;
    }

    String readText() {
        int length = (int) readLong();
        place += length;
        return new String(bytes, place - length, length, UTF_8);
    }

    void skipText() {
        skip((int) readLong());
    }

    void skip(int count) {
        place += count;
    }
}
