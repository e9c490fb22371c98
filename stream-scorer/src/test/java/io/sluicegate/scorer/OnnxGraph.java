package io.sluicegate.scorer;

import java.util.List;

/** An ONNX file under construction: operator set 13 (and ai.onnx.ml 3), nodes, weights, one input and some outputs. */
public final class OnnxGraph {
    public static final int FLOAT = 1;
    public static final int INT64 = 7;
    public static final int STRING = 8;
    public static final int BOOL = 9;
    public static final int DOUBLE = 11;

    private final Protobuf graph = new Protobuf().text(2, "test");

    /** A node with attributes that are integers or graphs, given as name and value in turn. */
    public OnnxGraph node(String type, List<String> inputs, List<String> outputs, Object... attributes) {
        return node("", type, inputs, outputs, attributes);
    }

    /** A node of another domain. */
    public OnnxGraph node(String domain, String type, List<String> inputs, List<String> outputs, Object... attributes) {
        var node = new Protobuf();
        inputs.forEach(input -> node.text(1, input));
        outputs.forEach(output -> node.text(2, output));
        node.text(4, type);
        for (var i = 0; i < attributes.length; i += 2) {
            node.message(5, attribute((String) attributes[i], attributes[i + 1]));
        }
        graph.message(1, node.text(7, domain));
        return this;
    }

    private static Protobuf attribute(String name, Object value) {
        var attribute = new Protobuf().text(1, name);
        if (value instanceof long[] list) {
            for (var one : list) {
                attribute.number(8, one);
            }
            return attribute.number(20, 7);
        }
        if (value instanceof OnnxGraph body) {
            return attribute.message(6, body.graph).number(20, 5);
        }
        return attribute.number(3, (Integer) value).number(20, 2);
    }

    /** Weights of two dimensions. */
    public OnnxGraph weights(String name, int rows, int columns, float... values) {
        var tensor = new Protobuf();
        tensor.number(1, rows)
                .number(1, columns)
                .number(2, FLOAT)
                .text(8, name)
                .bytes(9, Protobuf.littleEndian(values));
        graph.message(5, tensor);
        return this;
    }

    /** An input of rows; a width of 0 is any. */
    public OnnxGraph input(String name, int type, int width) {
        graph.message(11, value(name, type, width));
        return this;
    }

    /** An output of rows; a width of 0 is any. */
    public OnnxGraph output(String name, int type, int width) {
        graph.message(12, value(name, type, width));
        return this;
    }

    /** An output that is one value a row, without columns. */
    public OnnxGraph flatOutput(String name, int type) {
        graph.message(12, new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor(type, rows()))));
        return this;
    }

    /** An input or output of a loop's body, of given dimensions; without any it is a scalar. */
    public OnnxGraph inner(boolean input, String name, int type, int... dimensions) {
        var shape = new Protobuf();
        for (var dimension : dimensions) {
            shape.message(1, new Protobuf().number(1, dimension));
        }
        graph.message(
                input ? 11 : 12,
                new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor(type, shape))));
        return this;
    }

    /** An output that is a sequence of maps from class to probability. */
    public OnnxGraph mapOutput(String name) {
        var real = new Protobuf().message(1, new Protobuf().number(1, FLOAT));
        var map = new Protobuf().message(5, new Protobuf().number(1, INT64).message(2, real));
        var sequence = new Protobuf().message(4, new Protobuf().message(1, map));
        graph.message(12, new Protobuf().text(1, name).message(2, sequence));
        return this;
    }

    private static Protobuf value(String name, int type, int width) {
        var columns = width == 0 ? new Protobuf().text(2, "columns") : new Protobuf().number(1, width);
        var shape = rows().message(1, columns);
        return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor(type, shape)));
    }

    private static Protobuf rows() {
        return new Protobuf().message(1, new Protobuf().text(2, "rows"));
    }

    private static Protobuf tensor(int type, Protobuf shape) {
        return new Protobuf().number(1, type).message(2, shape);
    }

    /** The file. */
    public byte[] build() {
        return new Protobuf()
                .number(1, 8)
                .message(7, graph)
                .message(8, new Protobuf().text(1, "").number(2, 13))
                .message(8, new Protobuf().text(1, "ai.onnx.ml").number(2, 3))
                .toBytes();
    }
}
