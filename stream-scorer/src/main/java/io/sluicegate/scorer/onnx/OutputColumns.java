package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtUtil;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluicegate.runtime.binary.BinaryOutput;
import io.sluicegate.scorer.tensors.ElementsBuilder;
import java.util.Arrays;

/** The values of one output for the rows of one call, copied from native memory. */
abstract class OutputColumns {
    static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    static final long[] SCALAR = {};

    final String name;

    OutputColumns(String name) {
        this.name = name;
    }

    /**
     * Copies an output.
     *
     * @param batched whether the model's inputs have an axis of rows, so that outputs have one, too
     * @throws IllegalStateException if the output doesn't consist of one part for each row
     */
    static OutputColumns copyOf(String name, OnnxValue value, int rows, boolean batched) throws OrtException {
        if (value instanceof OnnxTensor tensor) {
            return copyOf(name, tensor, rows, batched);
        }
        if (value instanceof OnnxSequence sequence) {
            return sequence.getInfo().sequenceOfMaps
                    ? MapColumns.copyOf(name, sequence, rows)
                    : SequenceColumns.copyOf(name, sequence, rows, batched);
        }
        if (value instanceof OnnxMap map) {
            return MapColumns.copyOf(name, map, rows);
        }
        throw new IllegalStateException("output '" + name + "' is " + value.getInfo() + ", which passed the checks");
    }

    private static OutputColumns copyOf(String name, OnnxTensor tensor, int rows, boolean batched) throws OrtException {
        var shape = batched
                ? rowShape(name, tensor.getInfo().getShape(), rows)
                : tensor.getInfo().getShape();
        var type = Types.element(tensor.getInfo()).orElseThrow();
        return switch (type.kind()) {
            case FLOATING -> new NumberColumns(name, NumberColumns.values(tensor), shape, type);
            case TEXT -> new TextColumns(name, texts(tensor), shape);
            default -> new IntegerColumns(name, IntegerColumns.values(tensor, type), shape, type);
        };
    }

    private static String[] texts(OnnxTensor tensor) throws OrtException {
        var value = tensor.getValue();
        return value instanceof String text ? new String[] {text} : OrtUtil.flattenString(value);
    }

    /** The shape of a row's part. */
    private static long[] rowShape(String name, long[] shape, int rows) {
        if (shape.length > 0 && shape[0] == rows) {
            return shape.length == 1 ? SCALAR : Arrays.copyOfRange(shape, 1, shape.length);
        }
        if (rows == 1) {
            return shape;
        }
        throw new NotByRow("output '" + name + "' has shape " + Types.shape(shape) + " for " + rows + " rows");
    }

    /** Thrown when an output doesn't consist of one part for each row, so that the rows can't be told apart. */
    static final class NotByRow extends IllegalStateException {
        private static final long serialVersionUID = 1;

        NotByRow(String message) {
            super(message);
        }
    }

    static int elements(long[] shape) {
        var elements = 1L;
        for (var length : shape) {
            elements *= length;
        }
        return Math.toIntExact(elements);
    }

    /** A number among a row's values. */
    abstract double number(int row, int index);

    /** The number of a map's key; NaN without it. */
    double number(int row, String key) {
        throw new IllegalStateException("output '" + name + "' is no map");
    }

    /** How many records of an output are written for a row. */
    int records(int row) {
        return 1;
    }

    /** How many values a row has. */
    abstract int width(int row);

    /** A row's value as text, for labels. */
    abstract String text(int row);

    /** The name of a value: a map's key, or the position. */
    String key(int row, int index) {
        return Integer.toString(index);
    }

    /** Writes a row's {@link io.sluicegate.records.ModelOutput}, or several. */
    abstract void write(int row, BinaryOutput out);

    /** A row's part as JSON: nested arrays in the shape of the part, or an object. */
    abstract JsonNode json(int row);

    /** The shape of a row. */
    abstract long[] rowShape();

    /** Appends a row: its elements, or a JSON text for a map or a sequence. */
    abstract void append(int row, ElementsBuilder into);

    /** Whether a row equals another call's, numbers within the tolerance. */
    abstract boolean equal(int row, OutputColumns other, int otherRow, double tolerance);

    static boolean close(double one, double other, double tolerance) {
        return Double.compare(one, other) == 0
                || Math.abs(one - other) <= tolerance * Math.max(1, Math.max(Math.abs(one), Math.abs(other)));
    }

    static void writeShape(long[] shape, BinaryOutput out) {
        if (shape.length > 0) {
            out.writeLong(shape.length);
            for (var length : shape) {
                out.writeLong(length);
            }
        }
        out.writeEnd();
    }

    /** The elements in nested arrays. */
    static JsonNode nested(long[] shape, java.util.function.IntFunction<JsonNode> element) {
        return nested(shape, 0, 0, element);
    }

    private static JsonNode nested(long[] shape, int axis, int from, java.util.function.IntFunction<JsonNode> element) {
        if (axis == shape.length) {
            return element.apply(from);
        }
        var step = elements(Arrays.copyOfRange(shape, axis + 1, shape.length));
        ArrayNode array = JSON.arrayNode();
        for (var i = 0; i < shape[axis]; i++) {
            array.add(nested(shape, axis + 1, from + i * step, element));
        }
        return array;
    }

    static JsonNode number(double value, boolean precise) {
        if (Double.isNaN(value)) {
            return JSON.textNode("NaN");
        }
        if (Double.isInfinite(value)) {
            return JSON.textNode(value > 0 ? "Inf" : "-Inf");
        }
        return precise ? JSON.numberNode(value) : JSON.numberNode((float) value);
    }
}
