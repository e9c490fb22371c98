package io.sluicegate.bundle;

import io.sluicegate.pipeline.catalogue.VectorForm;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The types of a tensor's elements. */
public enum ElementType {
    FLOAT32(1, Kind.FLOATING, 4),
    FLOAT64(11, Kind.FLOATING, 8),
    FLOAT16(10, Kind.FLOATING, 2),
    BFLOAT16(16, Kind.FLOATING, 2),
    INT8(3, Kind.INTEGER, 1),
    INT16(5, Kind.INTEGER, 2),
    INT32(6, Kind.INTEGER, 4),
    INT64(7, Kind.INTEGER, 8),
    UINT8(2, Kind.UNSIGNED, 1),
    UINT16(4, Kind.UNSIGNED, 2),
    UINT32(12, Kind.UNSIGNED, 4),
    UINT64(13, Kind.UNSIGNED, 8),
    BOOL(9, Kind.BOOLEAN, 1),
    STRING(8, Kind.TEXT, 0);

    /** The kinds of elements. */
    public enum Kind {
        FLOATING,
        INTEGER,
        UNSIGNED,
        BOOLEAN,
        TEXT
    }

    private final int onnx;
    private final Kind kind;
    private final int bytes;

    ElementType(int onnx, Kind kind, int bytes) {
        this.onnx = onnx;
        this.kind = kind;
        this.bytes = bytes;
    }

    /** The type's number in ONNX. */
    public int onnx() {
        return onnx;
    }

    public Kind kind() {
        return kind;
    }

    /** The size of an element; 0 for texts. */
    public int bytes() {
        return bytes;
    }

    /** The name in manifests: {@code float32}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isInteger() {
        return kind == Kind.INTEGER || kind == Kind.UNSIGNED;
    }

    /** The smallest whole number of an integer type. */
    public long smallest() {
        return kind == Kind.INTEGER ? -1L << (8 * bytes - 1) : 0;
    }

    /** The largest whole number of an integer type that a {@code long} can hold. */
    public long largest() {
        return kind == Kind.INTEGER || bytes == 8 ? Long.MAX_VALUE >>> (64 - 8 * bytes) : (1L << (8 * bytes)) - 1;
    }

    /** The type with the number in ONNX; empty if no model's input or output can have it here. */
    public static Optional<ElementType> ofOnnx(int number) {
        return Arrays.stream(values()).filter(type -> type.onnx == number).findFirst();
    }

    /** The type of a vector's elements. */
    public static ElementType of(VectorForm.Element element) {
        return valueOf(element.name());
    }

    /** The type as that of a vector's elements; empty for texts, of which there are no vectors. */
    public Optional<VectorForm.Element> ofVectors() {
        return this == STRING ? Optional.empty() : Optional.of(VectorForm.Element.valueOf(name()));
    }

    /** The type of this name in manifests. */
    public static Optional<ElementType> ofText(String text) {
        return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
    }
}
