package io.sluicegate.bench.scoring;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Random;

/** A dense network with ReLU between its layers and a sigmoid at its end; the same weights each time. */
enum ModelSize {
    /** A few microseconds a row. */
    SMALL,
    /** A quarter of a millisecond a row, if rows come alone. */
    HEAVY;

    static final String INPUT = "features";
    static final String OUTPUT = "score";
    private static final long SEED = 7;
    private static final int IR_VERSION = 8;
    private static final int OPERATORS = 13;
    private static final int SMALL_LAYER = 64;
    private static final int HEAVY_LAYER = 1024;

    /** The layers' widths, the input first. */
    List<Integer> layers() {
        var hidden = this == SMALL ? SMALL_LAYER : HEAVY_LAYER;
        return List.of(BenchFeatures.COUNT, hidden, hidden, 1);
    }

    byte[] onnx() {
        var layers = layers();
        var graph = GraphProto.newBuilder()
                .setName("network")
                .addInput(tensor(INPUT, layers.get(0)))
                .addOutput(tensor(OUTPUT, 1));
        var random = new Random(SEED);
        var input = INPUT;
        for (int layer = 1; layer < layers.size(); layer++) {
            input = layer(layers, graph, layer, input, random);
        }
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("sluicegate-benchmarks")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATORS))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static String layer(
            List<Integer> layers, GraphProto.Builder graph, int layer, String input, Random random) {
        var last = layer == layers.size() - 1;
        var output = last ? OUTPUT : "active" + layer;
        graph.addInitializer(weights("weights" + layer, layers.get(layer - 1), layers.get(layer), random));
        graph.addInitializer(weights("bias" + layer, 1, layers.get(layer), random));
        graph.addNode(node("Gemm", "sum" + layer, input, "weights" + layer, "bias" + layer));
        graph.addNode(node(last ? "Sigmoid" : "Relu", output, "sum" + layer));
        return output;
    }

    private static NodeProto node(String type, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(type)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    private static TensorProto weights(String name, int rows, int columns, Random random) {
        var tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addDims(rows)
                .addDims(columns);
        var scale = 1 / Math.sqrt(rows);
        for (int i = 0; i < rows * columns; i++) {
            tensor.addFloatData((float) (random.nextGaussian() * scale));
        }
        return tensor.build();
    }

    private static ValueInfoProto tensor(String name, int columns) {
        var shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("rows"))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns));
        var type = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(type))
                .build();
    }
}
