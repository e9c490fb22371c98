package io.sluicegate.scorer.onnx;

import ai.onnxruntime.platform.Fp16Conversions;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.ElementType.Kind;
import java.nio.ByteBuffer;

/** The elements of vectors: little-endian bytes of one type, from the buffer's position on. */
public final class VectorElements {
    private static final long EXACT_DOUBLE = 1L << 53;
    /** The least number that float16 rounds to infinity. */
    private static final double BEYOND_FLOAT16 = 65_520;

    private VectorElements() {}

    static int count(ByteBuffer bytes, ElementType type) {
        return bytes.remaining() / type.bytes();
    }

    /** An element as a number. */
    static double number(ByteBuffer bytes, ElementType type, int index) {
        var place = bytes.position() + index * type.bytes();
        return switch (type) {
            case FLOAT32 -> bytes.getFloat(place);
            case FLOAT64 -> bytes.getDouble(place);
            case FLOAT16 -> Fp16Conversions.fp16ToFloat(bytes.getShort(place));
            case BFLOAT16 -> Fp16Conversions.bf16ToFloat(bytes.getShort(place));
            case UINT64 -> unsigned(bytes.getLong(place));
            default -> whole(bytes, type, index);
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    /** An element that is a whole number; of 64 unsigned bits, the bits. */
    static long whole(ByteBuffer bytes, ElementType type, int index) {
        var place = bytes.position() + index * type.bytes();
        return switch (type) {
            case INT8 -> bytes.get(place);
            case INT16 -> bytes.getShort(place);
            case INT32 -> bytes.getInt(place);
            case UINT8, BOOL -> Byte.toUnsignedLong(bytes.get(place));
            case UINT16 -> Short.toUnsignedLong(bytes.getShort(place));
            case UINT32 -> Integer.toUnsignedLong(bytes.getInt(place));
            case INT64, UINT64 -> bytes.getLong(place);
            default -> (long) number(bytes, type, index);
        };
    }

    /**
     * Whether each element of one type is one of the other; floating-point numbers may be rounded, but not to infinity. Not each byte
     * is a boolean.
     */
    private static boolean alwaysFit(ElementType from, ElementType into) {
        if (from == into || from == ElementType.BOOL || into == ElementType.FLOAT64) {
            return from != ElementType.BOOL;
        }
        return switch (into) {
            case FLOAT32, BFLOAT16 -> from != ElementType.FLOAT64;
            case FLOAT16 -> from.kind() != Kind.FLOATING && Math.max(-from.smallest(), from.largest()) < BEYOND_FLOAT16;
            default ->
                into.isInteger()
                        && from.isInteger()
                        && from != ElementType.UINT64
                        && into.smallest() <= from.smallest()
                        && from.largest() <= into.largest();
        };
    }

    /** The index of the first element that isn't one of another type, too; -1 if all are. */
    public static int firstUnfit(ByteBuffer bytes, ElementType from, ElementType into) {
        if (!alwaysFit(from, into)) {
            for (var index = 0; index < count(bytes, from); index++) {
                if (!fits(bytes, from, index, into)) {
                    return index;
                }
            }
        }
        return -1;
    }

    private static boolean fits(ByteBuffer bytes, ElementType from, int index, ElementType into) {
        if (from == ElementType.BOOL) {
            return whole(bytes, from, index) <= 1;
        }
        if (into.kind() == Kind.FLOATING) {
            var number = number(bytes, from, index);
            return !Double.isFinite(number) || isFinite(number, into);
        }
        if (from.kind() == Kind.FLOATING) {
            var number = number(bytes, from, index);
            return number == Math.rint(number) && Math.abs(number) <= EXACT_DOUBLE && isInRange((long) number, into);
        }
        var whole = whole(bytes, from, index);
        return (from != ElementType.UINT64 || whole >= 0) && isInRange(whole, into);
    }

    private static boolean isFinite(double number, ElementType into) {
        return into == ElementType.FLOAT16 ? Math.abs(number) < BEYOND_FLOAT16 : Float.isFinite((float) number);
    }

    private static boolean isInRange(long value, ElementType into) {
        return into.kind() == Kind.BOOLEAN
                ? value == 0 || value == 1
                : value >= into.smallest() && value <= into.largest();
    }
}
