package io.sluicegate.fraud.training;

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
import java.util.List;

/**
 * Writes a forest as ONNX: one {@code TreeEnsembleRegressor} whose output is the mean of the trees' fraud shares.
 *
 * <p>Input {@code features} is float32 [n, k]. Each text has an input of its name, string [n, 1], which a {@code OneHotEncoder} turns into
 * columns after those of {@code features}. Output {@code score} is float32 [n, 1].
 */
final class ForestExport {
    static final String INPUT = "features";
    static final String OUTPUT = "score";

    private static final String COLUMNS = "columns";
    private static final String ML = "ai.onnx.ml";
    private static final String CORE = "";
    private static final int IR_VERSION = 8;

    private ForestExport() {}

    static byte[] toOnnx(Forest forest) {
        var graph = GraphProto.newBuilder()
                .setName("forest")
                .addInput(tensor(INPUT, TensorProto.DataType.FLOAT, forest.numbers()))
                .addOutput(tensor(OUTPUT, TensorProto.DataType.FLOAT, 1));
        var columns = node("columns", CORE, "Concat", COLUMNS).addInput(INPUT).addAttribute(number("axis", 1));
        for (var text : forest.texts()) {
            graph.addInput(tensor(text.feature(), TensorProto.DataType.STRING, 1));
            if (!text.values().isEmpty()) {
                columns.addInput(addText(graph, text));
            }
        }
        graph.addNode(columns).addNode(ensemble(forest));
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("sluicegate-example-fraud")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(15))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(ML).setVersion(3))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    /** Adds the nodes that make columns of a text, and returns the name of the columns. */
    private static String addText(GraphProto.Builder graph, OneHot text) {
        var encoded = text.feature() + "-encoded"; // string [n, 1] becomes float32 [n, 1, values]
        var flat = text.feature() + "-columns";
        graph.addNode(node(encoded, ML, "OneHotEncoder", encoded)
                .addInput(text.feature())
                .addAttribute(texts("cats_strings", text.values()))
                .addAttribute(number("zeros", 1)));
        graph.addNode(node(flat, CORE, "Flatten", flat).addInput(encoded).addAttribute(number("axis", 1)));
        return flat;
    }

    private static NodeProto.Builder node(String name, String domain, String type, String output) {
        return NodeProto.newBuilder()
                .setName(name)
                .setDomain(domain)
                .setOpType(type)
                .addOutput(output);
    }

    private static NodeProto ensemble(Forest forest) {
        var nodes = FlatTrees.of(forest);
        return node("trees", ML, "TreeEnsembleRegressor", OUTPUT)
                .addInput(COLUMNS)
                .addAttribute(number("n_targets", 1))
                .addAttribute(text("aggregate_function", "AVERAGE"))
                .addAttribute(text("post_transform", "NONE"))
                .addAttribute(numbers("nodes_treeids", nodes.treeIds()))
                .addAttribute(numbers("nodes_nodeids", nodes.nodeIds()))
                .addAttribute(numbers("nodes_featureids", nodes.columns()))
                .addAttribute(texts("nodes_modes", nodes.modes()))
                .addAttribute(floats("nodes_values", nodes.thresholds()))
                .addAttribute(numbers("nodes_truenodeids", nodes.whenTrue()))
                .addAttribute(numbers("nodes_falsenodeids", nodes.whenFalse()))
                .addAttribute(numbers("nodes_missing_value_tracks_true", nodes.missingIsTrue()))
                .addAttribute(numbers("target_treeids", nodes.leafTreeIds()))
                .addAttribute(numbers("target_nodeids", nodes.leafNodeIds()))
                .addAttribute(numbers(
                        "target_ids", nodes.leafTreeIds().stream().map(id -> 0L).toList()))
                .addAttribute(floats("target_weights", nodes.leafScores()))
                .build();
    }

    private static ValueInfoProto tensor(String name, TensorProto.DataType element, int columns) {
        var shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("rows"))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns));
        var type =
                TypeProto.Tensor.newBuilder().setElemType(element.getNumber()).setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(type))
                .build();
    }

    private static AttributeProto number(String name, long value) {
        return attribute(name, AttributeType.INT).setI(value).build();
    }

    private static AttributeProto text(String name, String value) {
        return attribute(name, AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    private static AttributeProto numbers(String name, List<Long> values) {
        return attribute(name, AttributeType.INTS).addAllInts(values).build();
    }

    private static AttributeProto floats(String name, List<Float> values) {
        return attribute(name, AttributeType.FLOATS).addAllFloats(values).build();
    }

    private static AttributeProto texts(String name, List<String> values) {
        return attribute(name, AttributeType.STRINGS)
                .addAllStrings(values.stream().map(ByteString::copyFromUtf8).toList())
                .build();
    }

    private static AttributeProto.Builder attribute(String name, AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }
}
