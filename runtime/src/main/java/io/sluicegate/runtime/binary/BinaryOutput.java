package io.sluicegate.runtime.binary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * A writer of Avro's binary encoding into an array that grows and is reused. Each thread has one output: after {@link #begin()},
 * the caller takes the bytes before other code on the thread calls {@code begin()} again.
 */
public final class BinaryOutput {
    private static final int TYPICAL = 512;
    /** The largest array that is kept for reuse, so that one huge record doesn't hold memory for ever. */
    private static final int KEPT = 1 << 16;

    private static final int LONGEST_NUMBER = 10;
    private static final char LAST_OF_ASCII = 0x7F;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final ThreadLocal<BinaryOutput> OF_THREAD = ThreadLocal.withInitial(BinaryOutput::new);

    private byte[] bytes = new byte[TYPICAL];
    private int size;

    private BinaryOutput() {}

    /** The thread's output, emptied. */
    public static BinaryOutput begin() {
        var output = OF_THREAD.get();
        output.size = 0;
        if (output.bytes.length > KEPT) {
            output.bytes = new byte[TYPICAL];
        }
        return output;
    }

    /** A copy of what has been written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Writes bytes as they are. */
    public void write(byte[] source) {
        write(source, 0, source.length);
    }

    /** Writes a part of an array as it is. */
    public void write(byte[] source, int offset, int length) {
        room(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** Writes an int, long, length or index: zigzag, seven bits a byte. */
    public void writeLong(long value) {
        room(LONGEST_NUMBER);
        size = put(bytes, size, value);
    }

    /** Writes many longs, faster than one by one. */
    public void writeLongs(int count, IntToLongFunction values) {
        room(count * LONGEST_NUMBER);
        var to = bytes;
        var end = size;
        for (var i = 0; i < count; i++) {
            end = put(to, end, values.applyAsLong(i));
        }
        size = end;
    }

    private static int put(byte[] to, int at, long value) {
        var end = at;
        var left = (value << 1) ^ (value >> 63);
        while ((left & ~0x7FL) != 0) {
            to[end++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        to[end++] = (byte) left;
        return end;
    }

    /** Writes eight bytes. */
    public void writeDouble(double value) {
        room(Double.BYTES);
        LONG.set(bytes, size, Double.doubleToRawLongBits(value));
        size += Double.BYTES;
    }

    /** Writes four bytes. */
    public void writeFloat(float value) {
        room(Float.BYTES);
        INT.set(bytes, size, Float.floatToRawIntBits(value));
        size += Float.BYTES;
    }

    /** Writes one byte. */
    public void writeBoolean(boolean value) {
        room(1);
        bytes[size++] = (byte) (value ? 1 : 0);
    }

    /** Writes the end of an array or a map. */
    public void writeEnd() {
        writeLong(0);
    }

    /** Writes the length of the bytes, then the bytes. */
    public void writeBytes(byte[] value) {
        writeLong(value.length);
        write(value);
    }

    /** Writes the number of a buffer's remaining bytes, then these bytes; the buffer stays as it is. */
    public void writeBytes(ByteBuffer buffer) {
        var length = buffer.remaining();
        writeLong(length);
        room(length);
        buffer.get(buffer.position(), bytes, size, length);
        size += length;
    }

    /** Writes the length of a string's UTF-8, then the UTF-8. */
    public void writeString(String text) {
        var length = text.length();
        room(LONGEST_NUMBER + length);
        var to = bytes;
        var end = put(to, size, length);
        for (var i = 0; i < length; i++) {
            var character = text.charAt(i);
            if (character > LAST_OF_ASCII) {
                writeBytes(text.getBytes(UTF_8));
                return;
            }
            to[end++] = (byte) character;
        }
        size = end;
    }

    /** Writes a string that is given as UTF-8, with its length first; malformed bytes become replacement characters. */
    public void writeText(byte[] utf8) {
        for (var one : utf8) {
            if (one < 0) {
                writeString(new String(utf8, UTF_8));
                return;
            }
        }
        writeBytes(utf8);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
