package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sluicegate.runtime.binary.BinaryOutput;
import io.sluicegate.scorer.tensors.ElementsBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An output of one map a row, such as a ZipMap's: from class to number or text. The entries are sorted by key. */
final class MapColumns extends OutputColumns {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(String[] keys, Object[] values) {}

    private final List<Row> rows;

    private MapColumns(String name, List<Row> rows) {
        super(name);
        this.rows = rows;
    }

    static MapColumns copyOf(String name, OnnxSequence sequence, int rows) throws OrtException {
        var maps = sequence.getValue();
        try {
            if (maps.size() != rows) {
                throw new NotByRow("output '" + name + "' has " + maps.size() + " maps for " + rows + " rows");
            }
            var copied = new ArrayList<Row>(rows);
            for (var map : maps) {
                copied.add(row((OnnxMap) map));
            }
            return new MapColumns(name, copied);
        } finally {
            maps.forEach(OnnxValue::close);
        }
    }

    static MapColumns copyOf(String name, OnnxMap map, int rows) throws OrtException {
        if (rows != 1) {
            throw new NotByRow("output '" + name + "' is one map for " + rows + " rows");
        }
        return new MapColumns(name, List.of(row(map)));
    }

    /** The maps of rows that have a number for each key. */
    static MapColumns of(String name, List<Object> keys, float[] numbers) {
        var rows = new ArrayList<Row>(numbers.length / keys.size());
        for (var from = 0; from < numbers.length; from += keys.size()) {
            var sorted = new TreeMap<Object, Object>();
            for (var key = 0; key < keys.size(); key++) {
                sorted.put(keys.get(key), numbers[from + key]);
            }
            rows.add(sorted(sorted));
        }
        return new MapColumns(name, rows);
    }

    private static Row sorted(Map<Object, Object> sorted) {
        return new Row(
                sorted.keySet().stream().map(Object::toString).toArray(String[]::new),
                sorted.values().toArray());
    }

    private static Row row(OnnxMap map) throws OrtException {
        return sorted(new TreeMap<Object, Object>(map.getValue()));
    }

    @Override
    double number(int row, int index) {
        return rows.get(row).values()[index] instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    @Override
    double number(int row, String key) {
        int index = Arrays.asList(rows.get(row).keys()).indexOf(key);
        return index < 0 ? Double.NaN : number(row, index);
    }

    @Override
    int width(int row) {
        return rows.get(row).keys().length;
    }

    @Override
    String key(int row, int index) {
        return rows.get(row).keys()[index];
    }

    @Override
    String text(int row) {
        throw new IllegalStateException("output '" + name + "' is a map");
    }

    @Override
    void write(int row, BinaryOutput out) {
        var of = rows.get(row);
        out.writeString(name);
        writeAll(of, Float.class, Double.class, out);
        writeAll(of, Long.class, Long.class, out);
        writeAll(of, String.class, String.class, out);
        if (of.keys().length > 0) {
            out.writeLong(of.keys().length);
            for (var key : of.keys()) {
                out.writeString(key);
            }
        }
        out.writeEnd();
        out.writeEnd(); // shape
    }

    /** Writes the values if they are of one of the types; all values of a map are of one type. */
    private static void writeAll(Row row, Class<?> type, Class<?> other, BinaryOutput out) {
        var values = row.values();
        if (values.length > 0 && (type.isInstance(values[0]) || other.isInstance(values[0]))) {
            out.writeLong(values.length);
            for (var value : values) {
                if (value instanceof Long whole) {
                    out.writeLong(whole);
                } else if (value instanceof Number number) {
                    out.writeDouble(number.doubleValue());
                } else {
                    out.writeString((String) value);
                }
            }
        }
        out.writeEnd();
    }

    @Override
    JsonNode json(int row) {
        var of = rows.get(row);
        var object = JSON.objectNode();
        for (var i = 0; i < of.keys().length; i++) {
            object.set(of.keys()[i], json(of.values()[i]));
        }
        return object;
    }

    private static JsonNode json(Object value) {
        if (value instanceof Long whole) {
            return JSON.numberNode(whole);
        }
        return value instanceof Number number
                ? number(number.doubleValue(), value instanceof Double)
                : JSON.textNode((String) value);
    }

    @Override
    long[] rowShape() {
        return SCALAR;
    }

    @Override
    void append(int row, ElementsBuilder into) {
        into.addText(json(row).toString());
    }

    @Override
    boolean equal(int row, OutputColumns other, int otherRow, double tolerance) {
        if (!(other instanceof MapColumns maps)) {
            return false;
        }
        var one = rows.get(row);
        var two = maps.rows.get(otherRow);
        var same = Arrays.equals(one.keys(), two.keys());
        for (var i = 0; same && i < one.values().length; i++) {
            same = (one.values()[i] instanceof Float || one.values()[i] instanceof Double)
                    ? close(number(row, i), other.number(otherRow, i), tolerance)
                    : one.values()[i].equals(two.values()[i]);
        }
        return same;
    }
}
