package io.sluicegate.bench.gpu;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** A model in the making, with one input and one score for each row; its random weights are the same each time. */
final class Graph {
    static final String INPUT = "features";
    static final String OUTPUT = "score";

    private static final long SEED = 7;
    private static final int IR_VERSION = 8;
    private static final int OPERATORS = 17;
    private static final int ML_OPERATORS = 3;
    private static final String ML = "ai.onnx.ml";

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("network");
    private final Random random = new Random(SEED);
    private long parameters;
    private int nodes;

    /** @param row the shape of one row of the input */
    Graph(long... row) {
        graph.addInput(tensor(INPUT, row)).addOutput(tensor(OUTPUT, 1));
    }

    /** How many numbers the model has learned, or would have. */
    long parameters() {
        return parameters;
    }

    /** Counts parameters that aren't weights of their own, such as the nodes of a tree. */
    void count(long further) {
        parameters += further;
    }

    Random random() {
        return random;
    }

    /** Random weights, small enough for sums over {@code inputs} of them. */
    String weights(long inputs, long... shape) {
        var size = Math.toIntExact(LongStream.of(shape).reduce(1, Math::multiplyExact));
        var bytes = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        var scale = (float) (2 / Math.sqrt((double) inputs));
        for (int i = 0; i < size; i++) {
            bytes.putFloat((random.nextFloat() - 0.5f) * scale);
        }
        parameters += size;
        return initializer(TensorProto.DataType.FLOAT, UnsafeByteOperations.unsafeWrap(bytes.array()), shape);
    }

    /** Whole numbers that belong to the model's structure. */
    String integers(long... values) {
        var bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        LongStream.of(values).forEach(bytes::putLong);
        return initializer(TensorProto.DataType.INT64, UnsafeByteOperations.unsafeWrap(bytes.array()), values.length);
    }

    private String initializer(TensorProto.DataType type, ByteString bytes, long... shape) {
        var name = "weights" + graph.getInitializerCount();
        var tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
        LongStream.of(shape).forEach(tensor::addDims);
        graph.addInitializer(tensor.setRawData(bytes));
        return name;
    }

    /** Adds a node with attributes, name and value in turn; returns the name of its output. */
    String node(String type, List<String> inputs, Object... attributes) {
        return node("", type, inputs, type + nodes, attributes);
    }

    /** Adds the node whose output is the score. */
    void last(String type, List<String> inputs, Object... attributes) {
        var unused = node("", type, inputs, OUTPUT, attributes);
    }

    /** Adds the node of classical machine learning whose output is the score. */
    void lastOfMl(String type, List<String> inputs, Object... attributes) {
        var unused = node(ML, type, inputs, OUTPUT, attributes);
    }

    private String node(String domain, String type, List<String> inputs, String output, Object... attributes) {
        var node = NodeProto.newBuilder()
                .setName(type + nodes++)
                .setDomain(domain)
                .setOpType(type)
                .addAllInput(inputs)
                .addOutput(output);
        for (int i = 0; i < attributes.length; i += 2) {
            node.addAttribute(attribute((String) attributes[i], attributes[i + 1]));
        }
        graph.addNode(node);
        return output;
    }

    private static AttributeProto attribute(String name, Object value) {
        var attribute = AttributeProto.newBuilder().setName(name);
        if (value instanceof Long whole) {
            return attribute.setType(AttributeType.INT).setI(whole).build();
        }
        if (value instanceof long[] list) {
            LongStream.of(list).forEach(attribute::addInts);
            return attribute.setType(AttributeType.INTS).build();
        }
        if (value instanceof float[] list) {
            for (var one : list) {
                attribute.addFloats(one);
            }
            return attribute.setType(AttributeType.FLOATS).build();
        }
        for (var one : (String[]) value) {
            attribute.addStrings(ByteString.copyFromUtf8(one));
        }
        return attribute.setType(AttributeType.STRINGS).build();
    }

    private static ValueInfoProto tensor(String name, long... row) {
        var shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("rows"));
        LongStream.of(row)
                .forEach(length ->
                        shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(length)));
        var type = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(type))
                .build();
    }

    /** Writes the model's file. */
    void write(Path file) throws IOException {
        var model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("sluicegate-benchmarks")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATORS))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(ML).setVersion(ML_OPERATORS))
                .setGraph(graph)
                .build();
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            model.writeTo(out);
        }
    }
}
