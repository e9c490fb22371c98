package io.sluicegate.scorer.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.TensorInfo;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A change of a model's graph in memory, for the inputs that ONNX Runtime's Java can't feed: it has no tensors of uint16, uint32 and
 * uint64, so the graph takes int64 and converts it; and it refuses to feed an input that has a default, so the default is removed.
 *
 * @param model the changed model
 * @param converted the inputs with a conversion, by name
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Adaptation(byte[] model, Map<String, Converted> converted) {
    /** The largest model that is changed in memory. */
    private static final long MOST_BYTES = 1L << 30;

    private static final Set<ElementType> WITHOUT_TENSORS =
            EnumSet.of(ElementType.UINT16, ElementType.UINT32, ElementType.UINT64);

    /** An input that the graph converts: its own type, and its name in the session. */
    record Converted(ElementType type, String fedName) {}

    /** The change that a model needs; empty if it can be fed as it is. */
    static Optional<Adaptation> of(Path file, Manifest manifest, Map<String, NodeInfo> inputs)
            throws BadModelException {
        var unfeedable = manifest.inputs().stream()
                .filter(input -> !inputs.containsKey(input.name())
                        || type(inputs.get(input.name()))
                                .filter(WITHOUT_TENSORS::contains)
                                .isPresent())
                .map(Input::name)
                .collect(Collectors.toSet());
        if (unfeedable.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new BadModelException(List.of("inputs " + unfeedable + " need a change of the model, which has "
                        + Files.size(file) + " bytes; the limit for that is " + MOST_BYTES
                        + ": export it with these inputs as int64 and without defaults"));
            }
            return of(ModelProto.parseFrom(Files.readAllBytes(file)), unfeedable);
        } catch (IOException e) {
            throw new BadModelException(file + " can't be read: " + e.getMessage(), e);
        }
    }

    private static Optional<ElementType> type(NodeInfo node) {
        return node.getInfo() instanceof TensorInfo tensor ? Types.element(tensor) : Optional.empty();
    }

    private static Optional<Adaptation> of(ModelProto model, Set<String> unfeedable) {
        var graph = model.getGraph().toBuilder();
        removeDefaults(graph, unfeedable);
        var converted = convert(graph, unfeedable);
        var changed = model.toBuilder().setGraph(graph).build();
        return changed.equals(model) ? Optional.empty() : Optional.of(new Adaptation(changed.toByteArray(), converted));
    }

    private static void removeDefaults(GraphProto.Builder graph, Set<String> inputs) {
        var kept = graph.getInitializerList().stream()
                .filter(initializer -> !inputs.contains(initializer.getName()))
                .toList();
        graph.clearInitializer().addAllInitializer(kept);
    }

    private static Map<String, Converted> convert(GraphProto.Builder graph, Set<String> inputs) {
        var converted = new HashMap<String, Converted>();
        for (var place = 0; place < graph.getInputCount(); place++) {
            var input = graph.getInput(place);
            var type = ElementType.ofOnnx(input.getType().getTensorType().getElemType());
            if (inputs.contains(input.getName())
                    && type.filter(WITHOUT_TENSORS::contains).isPresent()) {
                var fed = input.getName() + " as int64";
                graph.setInput(place, asInt64(input, fed));
                graph.addNode(0, cast(fed, input.getName(), type.get()));
                converted.put(input.getName(), new Converted(type.get(), fed));
            }
        }
        return converted;
    }

    private static ValueInfoProto asInt64(ValueInfoProto input, String name) {
        var changed = input.toBuilder().setName(name);
        changed.getTypeBuilder().getTensorTypeBuilder().setElemType(ElementType.INT64.onnx());
        return changed.build();
    }

    private static NodeProto cast(String from, String to, ElementType type) {
        return NodeProto.newBuilder()
                .setOpType("Cast")
                .addInput(from)
                .addOutput(to)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("to")
                        .setType(AttributeType.INT)
                        .setI(type.onnx()))
                .build();
    }
}
