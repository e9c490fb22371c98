package io.sluicegate.pipeline.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The form of a feature's vectors, such as images: the type of the elements, and the length of each axis. A features record has a
 * vector as bytes: its elements in the order of a nested array, each with its least significant byte first. The schema of the field
 * names the form.
 */
public record VectorForm(Element element, List<Integer> shape) {
    private static final String ELEMENTS = "elements";
    private static final String SHAPE = "shape";

    /** The types of a vector's elements. */
    public enum Element {
        FLOAT32(4, 1L << 24),
        FLOAT64(8, 1L << 53),
        FLOAT16(2, 1L << 11),
        BFLOAT16(2, 1L << 8),
        INT8(1, Byte.MIN_VALUE, Byte.MAX_VALUE),
        INT16(2, Short.MIN_VALUE, Short.MAX_VALUE),
        INT32(4, Integer.MIN_VALUE, Integer.MAX_VALUE),
        INT64(8, Long.MIN_VALUE, Long.MAX_VALUE),
        UINT8(1, 0, 0xFF),
        UINT16(2, 0, 0xFFFF),
        UINT32(4, 0, 0xFFFF_FFFFL),
        UINT64(8, 0, Long.MAX_VALUE),
        BOOL(1, 0, 1);

        private static final long EXACT_DOUBLE = 1L << 53;

        private final int bytes;
        private final long least;
        private final long most;
        private final boolean floating;

        Element(int bytes, long exact) {
            this(bytes, -exact, exact, true);
        }

        Element(int bytes, long least, long most) {
            this(bytes, least, most, false);
        }

        Element(int bytes, long least, long most, boolean floating) {
            this.bytes = bytes;
            this.least = least;
            this.most = most;
            this.floating = floating;
        }

        /** The size of an element. */
        public int bytes() {
            return bytes;
        }

        /** Whether the elements are floating-point numbers. */
        public boolean isFloating() {
            return floating;
        }

        /** The name in files and schemas: {@code float32}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether the whole number is an element, without rounding. */
        public boolean holds(long value) {
            return value >= least && value <= most;
        }

        /** Whether the number is an element; floating-point numbers may be rounded, but not to infinity. */
        public boolean holds(double value) {
            if (floating) {
                return this == FLOAT64 || !Double.isFinite(value) || Float.isFinite((float) value);
            }
            return value == Math.rint(value) && Math.abs(value) <= EXACT_DOUBLE && holds((long) value);
        }

        private static Optional<Element> ofText(String text) {
            return Arrays.stream(values())
                    .filter(element -> element.text().equals(text))
                    .findFirst();
        }
    }

    public VectorForm {
        shape = List.copyOf(shape);
        problem(element, shape).ifPresent(problem -> {
            throw new IllegalArgumentException("a vector " + problem);
        });
    }

    /** Why no vector can have this form; empty if one can. */
    public static Optional<String> problem(Element element, List<Integer> shape) {
        if (shape.isEmpty() || shape.stream().anyMatch(length -> length < 1)) {
            return Optional.of("has shape " + shape + ", which isn't a positive length for each axis");
        }
        var bytes = shape.stream().mapToDouble(Integer::doubleValue).reduce(element.bytes(), (a, b) -> a * b);
        return bytes > RecordLimits.DERIVED
                ? Optional.of("of " + text(element, shape) + " takes " + (long) bytes + " bytes, more than the "
                        + RecordLimits.DERIVED + " of a features record")
                : Optional.empty();
    }

    /** The number of elements. */
    public int elements() {
        return shape.stream().reduce(1, (a, b) -> a * b);
    }

    /** The size of a vector. */
    public int bytes() {
        return elements() * element.bytes();
    }

    /** The schema of a vector in a features record. */
    public Schema schema() {
        var schema = Schema.create(Schema.Type.BYTES);
        schema.addProp(ELEMENTS, element.text());
        schema.addProp(SHAPE, shape);
        return schema;
    }

    /** The form that the schema names; empty if the schema is none that {@link #schema()} makes. */
    public static Optional<VectorForm> of(Schema schema) {
        if (schema.getType() != Schema.Type.BYTES
                || !(schema.getObjectProp(ELEMENTS) instanceof String elements)
                || !(schema.getObjectProp(SHAPE) instanceof List<?> lengths)
                || !lengths.stream().allMatch(Integer.class::isInstance)) {
            return Optional.empty();
        }
        var shape = lengths.stream().map(Integer.class::cast).toList();
        return Element.ofText(elements)
                .filter(element -> problem(element, shape).isEmpty())
                .map(element -> new VectorForm(element, shape));
    }

    /** The form in words: {@code uint8 [28, 28]}. */
    @Override
    public String toString() {
        return text(element, shape);
    }

    private static String text(Element element, List<Integer> shape) {
        return element.text() + " " + shape;
    }
}
