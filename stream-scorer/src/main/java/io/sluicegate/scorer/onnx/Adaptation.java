package io.sluicegate.scorer.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.onnx.OnnxFileReader;
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
import java.util.stream.Stream;

/**
 * A change of a model's graph in memory, for the inputs that ONNX Runtime's Java can't feed: it has no tensors of uint16, uint32 and
 * uint64, so the graph takes int64 and converts it; and it refuses to feed an input that has a default, so the default is removed.
 * The change also replaces a {@link CaseLocale} that the system lacks, and writes strings as {@link JavaStrings}.
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
    static Optional<Adaptation> of(Path file, Manifest manifest, OrtSession session)
            throws OrtException, BadModelException {
        var inputs = session.getInputInfo();
        var unfeedable = manifest.inputs().stream()
                .filter(input -> !inputs.containsKey(input.name())
                        || type(inputs.get(input.name()))
                                .filter(WITHOUT_TENSORS::contains)
                                .isPresent())
                .map(Input::name)
                .collect(Collectors.toSet());
        try {
            if (unfeedable.isEmpty() && !hasTextsToChange(file, session)) {
                return Optional.empty();
            }
            if (OrtFormat.isFormatOf(file)) {
                throw new BadModelException(
                        List.of(
                                "inputs " + unfeedable + " need a change of the model, which is in ONNX"
                                        + " Runtime's own format and can't be changed: use the ONNX file that it was made from"));
            }
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

    /** The model with a locale that the system has; empty if it can't be changed so. */
    static Optional<byte[]> withKnownLocale(Path file) throws IOException {
        if (OrtFormat.isFormatOf(file) || Files.size(file) > MOST_BYTES) {
            return Optional.empty();
        }
        return of(ModelProto.parseFrom(Files.readAllBytes(file)), Set.of()).map(Adaptation::model);
    }

    /** Whether the model's own strings or their locale need a change; reads the file only if the model has to do with strings. */
    private static boolean hasTextsToChange(Path file, OrtSession session) throws OrtException, IOException {
        var values = Stream.concat(session.getInputInfo().values().stream(), session.getOutputInfo().values().stream());
        if (values.noneMatch(Adaptation::mayHoldTexts) || OrtFormat.isFormatOf(file) || Files.size(file) > MOST_BYTES) {
            return false;
        }
        var read = OnnxFileReader.read(file);
        return read.hasSupplementary() || read.operators().containsKey(CaseLocale.OPERATOR);
    }

    private static boolean mayHoldTexts(NodeInfo node) {
        return !(node.getInfo() instanceof TensorInfo)
                || type(node).filter(type -> type == ElementType.STRING).isPresent();
    }

    private static Optional<ElementType> type(NodeInfo node) {
        return node.getInfo() instanceof TensorInfo tensor ? Types.element(tensor) : Optional.empty();
    }

    private static Optional<Adaptation> of(ModelProto model, Set<String> unfeedable) {
        var graph = model.getGraph().toBuilder();
        removeDefaults(graph, unfeedable);
        var converted = convert(graph, unfeedable);
        CaseLocale.replaceUnknown(graph);
        JavaStrings.rewrite(graph);
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
