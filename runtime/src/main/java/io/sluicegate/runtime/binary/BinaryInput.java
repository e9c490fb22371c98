package io.sluicegate.runtime.binary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;

/**
 * A reader of Avro's binary encoding from a byte array, which never reads beyond the array's end. Used instead of Avro's decoder,
 * because that one assembles every double byte by byte and allocates objects for each array.
 */
public final class BinaryInput {
    private static final int LONGEST_NUMBER = 63;
    private static final int BITS = 7;
    /** The index of the second branch of a union, where null is the first. */
    private static final byte PRESENT = 2;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = {};
    private int at;

    /** Starts to read an array at the given position. */
    public void begin(byte[] source, int from) {
        bytes = source;
        at = from;
    }

    /** Whether all bytes have been read. */
    public boolean isEnd() {
        return at == bytes.length;
    }

    /** Reads a long, length or index: zigzag, seven bits a byte. */
    public long readLong() throws IOException {
        if (at < bytes.length && bytes[at] >= 0) { // most numbers are small
            long read = bytes[at++];
            return (read >>> 1) ^ -(read & 1);
        }
        return readLonger();
    }

    private long readLonger() throws IOException {
        long read = 0;
        for (int shift = 0; shift <= LONGEST_NUMBER; shift += BITS) {
            var next = bytes[forward(1)];
            read |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (read >>> 1) ^ -(read & 1);
            }
        }
        throw new IOException("a number has at most ten bytes; the one that ends before byte " + at + " has more");
    }

    /** Reads a number within the range of an int. */
    public int readInt() throws IOException {
        var read = readLong();
        if (read != (int) read) {
            throw new IOException(read + " before byte " + at + " is not an int");
        }
        return (int) read;
    }

    /** Reads eight bytes. */
    public double readDouble() throws IOException {
        return Double.longBitsToDouble((long) LONG.get(bytes, forward(Double.BYTES)));
    }

    /** Reads doubles that may be null, each after its union index; null becomes NaN. */
    public void readOptionalDoubles(double[] into, int from, int count) throws IOException {
        var source = bytes;
        var next = at;
        for (var i = from; i < from + count; i++) {
            if (source.length - next > Double.BYTES && source[next] == PRESENT) {
                into[i] = Double.longBitsToDouble((long) LONG.get(source, next + 1));
                next += 1 + Double.BYTES;
            } else {
                at = next;
                into[i] = readIndex(2) == 0 ? Double.NaN : readDouble();
                next = at;
            }
        }
        at = next;
    }

    /** Reads the index of the union branch that follows. */
    public int readIndex(int branches) throws IOException {
        var index = readInt();
        if (index < 0 || index >= branches) {
            throw new IOException("branch " + index + " of a union of " + branches + " before byte " + at);
        }
        return index;
    }

    /** Reads four bytes. */
    public float readFloat() throws IOException {
        return Float.intBitsToFloat((int) INT.get(bytes, forward(Float.BYTES)));
    }

    /** Reads one byte. */
    public boolean readBoolean() throws IOException {
        return bytes[forward(1)] == 1;
    }

    /** Reads a length and that many bytes: bytes, or a string in UTF-8. */
    public byte[] readBytes() throws IOException {
        var length = readInt();
        var from = forward(length);
        return Arrays.copyOfRange(bytes, from, at);
    }

    /** Reads a string. */
    public String readString() throws IOException {
        var length = readInt();
        return new String(bytes, forward(length), length, UTF_8);
    }

    /** Reads a string; returns {@code text} itself if the bytes read equal {@code known}, which are its UTF-8. */
    public String readString(byte[] known, String text) throws IOException {
        var length = readInt();
        var from = forward(length);
        return Arrays.equals(bytes, from, at, known, 0, known.length) ? text : new String(bytes, from, length, UTF_8);
    }

    /** Reads the given number of bytes. */
    public byte[] readBytes(int length) throws IOException {
        var from = forward(length);
        return Arrays.copyOfRange(bytes, from, at);
    }

    /** A part of the array, little-endian as the numbers in it: the next bytes, which aren't copied. */
    public ByteBuffer readSlice(int length) throws IOException {
        var from = forward(length);
        return ByteBuffer.wrap(bytes, from, length).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads how many items of an array follow as a block; 0 at the array's end.
     *
     * @param least the fewest bytes of an item, so that no block can claim more items than there are bytes
     */
    public int readBlock(int least) throws IOException {
        var count = readLong();
        if (count < 0) {
            var unused = readLong(); // the size of the block
            count = -count;
        }
        if (count < 0 || count > (bytes.length - at) / least) {
            throw new EOFException("a block of " + count + " items before byte " + at + ", but the record ends "
                    + bytes.length + " bytes after its beginning");
        }
        return (int) count;
    }

    /** The position of the next byte in the array. */
    public int position() {
        return at;
    }

    /** Skips the given number of bytes. */
    public void pass(int count) throws IOException {
        forward(count);
    }

    /** Skips a value of any schema. */
    public void skip(Schema schema) throws IOException {
        var decoder = DecoderFactory.get().binaryDecoder(bytes, at, bytes.length - at, null);
        GenericDatumReader.skip(schema, decoder);
        at = bytes.length - decoder.inputStream().available();
    }

    /** Moves forward and returns the position before the move. */
    private int forward(int length) throws IOException {
        var from = at;
        if (length < 0 || length > bytes.length - from) {
            throw new EOFException("the record ends " + bytes.length + " bytes after its beginning; " + length
                    + " more are expected after byte " + from);
        }
        at = from + length;
        return from;
    }
}
