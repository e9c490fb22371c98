package io.sluicegate.scorer.endpoint.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.onnxruntime.platform.Fp16Conversions;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.scorer.tensors.Elements;
import io.sluicegate.scorer.tensors.ElementsBuilder;
import io.sluicegate.scorer.tensors.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;

/** Elements as binary data: little-endian, without gaps; a string has its length in four bytes before its UTF-8. */
final class BinaryElements {
    private BinaryElements() {}

    /**
     * Reads all bytes as elements.
     *
     * @param count how many elements there must be
     */
    static Elements read(String input, ElementType type, ByteBuffer data, int count) throws Refusal {
        var bytes = data.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (type != ElementType.STRING && bytes.remaining() != (long) count * type.bytes()) {
            throw Refusal.wrong("input '" + input + "' has " + bytes.remaining()
                    + " bytes of binary data, but its shape" + " and datatype ask for " + (long) count * type.bytes());
        }
        var elements = new ElementsBuilder(type.kind(), Math.min(count, bytes.remaining()));
        while (bytes.hasRemaining()) {
            switch (type.kind()) {
                case FLOATING -> elements.addReal(real(bytes, type));
                case TEXT -> elements.addText(text(input, bytes, elements.count()));
                case BOOLEAN -> elements.addWhole(truth(input, bytes, elements.count()));
                default -> elements.addWhole(whole(bytes, type));
            }
        }
        if (elements.count() != count) {
            throw Refusal.wrong(
                    "input '" + input + "' has " + elements.count() + " strings, but its shape asks for " + count);
        }
        return elements.build();
    }

    private static double real(ByteBuffer bytes, ElementType type) {
        return switch (type) {
            case FLOAT64 -> bytes.getDouble();
            case FLOAT32 -> bytes.getFloat();
            case FLOAT16 -> Fp16Conversions.fp16ToFloat(bytes.getShort());
            default -> Fp16Conversions.bf16ToFloat(bytes.getShort());
        };
    }

    private static long whole(ByteBuffer bytes, ElementType type) {
        return switch (type) {
            case INT8 -> bytes.get();
            case UINT8 -> Byte.toUnsignedLong(bytes.get());
            case INT16 -> bytes.getShort();
            case UINT16 -> Short.toUnsignedLong(bytes.getShort());
            case INT32 -> bytes.getInt();
            case UINT32 -> Integer.toUnsignedLong(bytes.getInt());
            default -> bytes.getLong();
        };
    }

    private static long truth(String input, ByteBuffer bytes, int place) throws Refusal {
        var value = bytes.get();
        if (value >>> 1 != 0) {
            throw Refusal.wrong(
                    "input '" + input + "', element " + place + ": a BOOL is a byte 0 or 1, found " + value);
        }
        return value;
    }

    private static String text(String input, ByteBuffer bytes, int place) throws Refusal {
        var length = bytes.remaining() < Integer.BYTES ? -1 : Integer.toUnsignedLong(bytes.getInt());
        if (length < 0 || length > bytes.remaining()) {
            throw Refusal.wrong(
                    "input '" + input + "', element " + place + ": expected four bytes of length and as many"
                            + " bytes as they say, found "
                            + (length < 0 ? bytes.remaining() : length + " in " + bytes.remaining()) + " bytes");
        }
        var own = bytes.slice().limit((int) length);
        bytes.position(bytes.position() + (int) length);
        try {
            return UTF_8.newDecoder().decode(own).toString();
        } catch (CharacterCodingException e) {
            throw Refusal.wrong("input '" + input + "', element " + place + " is no UTF-8: strings must be");
        }
    }

    /** The bytes of a tensor's elements. */
    static byte[] write(Tensor tensor) {
        if (tensor.elements() instanceof Elements.Texts texts) {
            return write(texts.values());
        }
        var type = tensor.type();
        var bytes = ByteBuffer.allocate(Math.multiplyExact(tensor.elements().count(), type.bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        if (tensor.elements() instanceof Elements.Reals reals) {
            for (var value : reals.values()) {
                put(bytes, type, value);
            }
        } else {
            for (var value : ((Elements.Wholes) tensor.elements()).values()) {
                put(bytes, type, value);
            }
        }
        return bytes.array();
    }

    private static byte[] write(String[] texts) {
        var encoded = new byte[texts.length][];
        var size = 0;
        for (var i = 0; i < texts.length; i++) {
            encoded[i] = texts[i].getBytes(UTF_8);
            size = Math.addExact(size, Integer.BYTES + encoded[i].length);
        }
        var bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        for (var text : encoded) {
            bytes.putInt(text.length).put(text);
        }
        return bytes.array();
    }

    private static void put(ByteBuffer bytes, ElementType type, double value) {
        switch (type) {
            case FLOAT64 -> bytes.putDouble(value);
            case FLOAT32 -> bytes.putFloat((float) value);
            case FLOAT16 -> bytes.putShort(Fp16Conversions.floatToFp16((float) value));
            default -> bytes.putShort(Fp16Conversions.floatToBf16((float) value));
        }
    }

    private static void put(ByteBuffer bytes, ElementType type, long value) {
        switch (type.bytes()) {
            case 1 -> bytes.put((byte) value);
            case 2 -> bytes.putShort((short) value);
            case 4 -> bytes.putInt((int) value);
            default -> bytes.putLong(value);
        }
    }
}
