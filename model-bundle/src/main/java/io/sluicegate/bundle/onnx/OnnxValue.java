package io.sluicegate.bundle.onnx;

import io.sluicegate.bundle.ElementType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An input or output of an ONNX file.
 *
 * @param kind what it is
 * @param type the type of a tensor's elements, also in a sequence; empty for other kinds, and for a type that no input or output can have here
 * @param shape a tensor's lengths; empty if the file doesn't say its rank
 * @param text the type in words, such as {@code float32 [rows, 30]}
 */
public record OnnxValue(String name, Kind kind, Optional<ElementType> type, Optional<List<Length>> shape, String text) {

    /** The kinds of inputs and outputs. */
    public enum Kind {
        TENSOR,
        /** A map for one row, or a sequence with a map for each. */
        MAPS,
        /** A sequence of tensors. */
        TENSORS,
        OTHER
    }

    /** The length of an axis: a number, or a name for any. */
    public record Length(long value, String name) {
        public static final long ANY = -1;

        public boolean isAny() {
            return value == ANY;
        }

        @Override
        public String toString() {
            return isAny() ? (name.isEmpty() ? "?" : name) : Long.toString(value);
        }
    }

    /**
     * A tensor.
     *
     * @param other the name of the elements' type if it is none of {@link ElementType}
     */
    public static OnnxValue tensor(
            String name, Optional<ElementType> type, String other, Optional<List<Length>> shape) {
        var text = type.map(ElementType::text).orElse(other) + " "
                + shape.map(OnnxValue::text).orElse("of any shape");
        return new OnnxValue(name, Kind.TENSOR, type, shape, text);
    }

    /** A sequence of tensors. */
    public static OnnxValue tensors(String name, Optional<ElementType> type) {
        return new OnnxValue(name, Kind.TENSORS, type, Optional.empty(), "a sequence of tensors");
    }

    /** A value that is no tensor, described in words. */
    public static OnnxValue other(String name, Kind kind, String text) {
        return new OnnxValue(name, kind, Optional.empty(), Optional.empty(), text);
    }

    /** A shape in words. */
    static String text(List<Length> shape) {
        return shape.stream().map(Length::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
