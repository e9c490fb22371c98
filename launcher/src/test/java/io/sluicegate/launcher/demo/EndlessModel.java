package io.sluicegate.launcher.demo;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.BundleDraft;
import java.io.IOException;
import java.nio.file.Files;

/** A version whose model never answers: a good one with a loop without end between its last node and its score. */
final class EndlessModel {
    private static final String ANSWER = "answer";
    private static final String ALWAYS = "always";

    private EndlessModel() {}

    static BundleDraft of(Bundle good, String version) throws IOException {
        var endless = good.manifest().withVersion(version);
        var model = model(
                ModelProto.parseFrom(Files.readAllBytes(good.model())),
                endless.output().score().orElseThrow().output());
        return new BundleDraft(endless, model, good.reference(), good.golden());
    }

    private static byte[] model(ModelProto good, String score) {
        var model = good.toBuilder();
        var graph = model.getGraphBuilder();
        var last = graph.getNodeBuilder(graph.getNodeCount() - 1);
        if (!last.getOutput(0).equals(score)) {
            throw new IllegalArgumentException("The last node gives " + last.getOutput(0) + ", expected " + score);
        }
        last.setOutput(0, ANSWER);
        graph.addInitializer(TensorProto.newBuilder()
                        .setName(ALWAYS)
                        .setDataType(TensorProto.DataType.BOOL.getNumber())
                        .addInt32Data(1))
                .addNode(NodeProto.newBuilder()
                        .setOpType("Loop")
                        .addInput("") // no limit
                        .addInput(ALWAYS)
                        .addInput(ANSWER)
                        .addOutput(score)
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("body")
                                .setType(AttributeType.GRAPH)
                                .setG(body())));
        return model.build().toByteArray();
    }

    /** Hands on what it is given, and always goes on. */
    private static GraphProto body() {
        return GraphProto.newBuilder()
                .setName("body")
                .addInput(scalar("round", TensorProto.DataType.INT64))
                .addInput(scalar("going", TensorProto.DataType.BOOL))
                .addInput(value("before", tensor(TensorProto.DataType.FLOAT)))
                .addNode(identity("going", "on"))
                .addNode(identity("before", "after"))
                .addOutput(scalar("on", TensorProto.DataType.BOOL))
                .addOutput(value("after", tensor(TensorProto.DataType.FLOAT)))
                .build();
    }

    private static NodeProto identity(String input, String output) {
        return NodeProto.newBuilder()
                .setOpType("Identity")
                .addInput(input)
                .addOutput(output)
                .build();
    }

    private static ValueInfoProto scalar(String name, TensorProto.DataType type) {
        return value(name, tensor(type).setShape(TensorShapeProto.getDefaultInstance()));
    }

    private static TypeProto.Tensor.Builder tensor(TensorProto.DataType type) {
        return TypeProto.Tensor.newBuilder().setElemType(type.getNumber());
    }

    private static ValueInfoProto value(String name, TypeProto.Tensor.Builder tensor) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
