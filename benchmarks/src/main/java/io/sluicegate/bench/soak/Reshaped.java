package io.sluicegate.bench.soak;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.BundleDraft;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A model with another signature that gives the same answers: what a swap between unlike models needs. */
final class Reshaped {
    private static final String COLUMN = "column_";
    private static final int FOUR = 4;

    private final Bundle bundle;
    private final ModelProto model;

    private Reshaped(Bundle bundle) throws IOException {
        this.bundle = bundle;
        this.model = ModelProto.parseFrom(Files.readAllBytes(bundle.model()));
    }

    /** The model with an input for each column of a matrix. */
    static BundleDraft columns(Bundle bundle, String version) throws IOException {
        return new Reshaped(bundle).columns(version);
    }

    /** The model with a batch of four rows, no more and no fewer. */
    static BundleDraft fours(Bundle bundle, String version) throws IOException {
        return new Reshaped(bundle).fours(version);
    }

    private BundleDraft columns(String version) {
        var graph = model.getGraph().toBuilder().clearInput().clearNode();
        var inputs = new ArrayList<Input>();
        for (var input : model.getGraph().getInputList()) {
            var declared = declared(input.getName());
            if (declared.type() == ElementType.FLOAT32 && declared.features().size() > 1) {
                split(graph, input, declared);
                declared.features()
                        .forEach(feature -> inputs.add(new Input(COLUMN + feature, declared.type(), List.of(feature))));
            } else {
                graph.addInput(input);
                inputs.add(declared);
            }
        }
        graph.addAllNode(model.getGraph().getNodeList());
        return draft(version, inputs, graph);
    }

    private Input declared(String name) {
        return bundle.manifest().inputs().stream()
                .filter(input -> input.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void split(GraphProto.Builder graph, ValueInfoProto matrix, Input declared) {
        var join = NodeProto.newBuilder()
                .setOpType("Concat")
                .addOutput(matrix.getName())
                .addAttribute(AttributeProto.newBuilder()
                        .setName("axis")
                        .setType(AttributeType.INT)
                        .setI(1));
        for (var feature : declared.features()) {
            var column = matrix.toBuilder().setName(COLUMN + feature);
            column.getTypeBuilder()
                    .getTensorTypeBuilder()
                    .getShapeBuilder()
                    .getDimBuilder(1)
                    .setDimValue(1);
            graph.addInput(column);
            join.addInput(COLUMN + feature);
        }
        graph.addNode(join);
    }

    private BundleDraft fours(String version) {
        var graph = model.getGraph().toBuilder();
        Stream.concat(graph.getInputBuilderList().stream(), graph.getOutputBuilderList().stream())
                .forEach(value -> value.getTypeBuilder()
                        .getTensorTypeBuilder()
                        .getShapeBuilder()
                        .getDimBuilder(0)
                        .setDimValue(FOUR));
        return draft(version, bundle.manifest().inputs(), graph);
    }

    private BundleDraft draft(String version, List<Input> inputs, GraphProto.Builder graph) {
        var old = bundle.manifest();
        var manifest = new Manifest(
                old.model(),
                version,
                old.featureSetFingerprint(),
                old.features(),
                inputs,
                old.output(),
                old.created(),
                old.trainedOn());
        return new BundleDraft(
                manifest, model.toBuilder().setGraph(graph).build().toByteArray(), bundle.reference(), bundle.golden());
    }
}
