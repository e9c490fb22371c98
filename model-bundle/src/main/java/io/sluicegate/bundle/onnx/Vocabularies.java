package io.sluicegate.bundle.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The values that a model's encoders know, found by following the graph back from each encoder to the model's inputs. */
final class Vocabularies {
    /** The most values that are kept of an input. */
    private static final int MOST_VALUES = 1_000;

    /** Operators whose output holds values of their inputs as they are. */
    private static final Set<String> PASSING_ON = Set.of(
            "Identity",
            "Cast",
            "Reshape",
            "Flatten",
            "Squeeze",
            "Unsqueeze",
            "Concat",
            "Transpose",
            "Gather",
            "Slice",
            "Split",
            "ArrayFeatureExtractor",
            "FeatureVectorizer",
            "Imputer",
            "StringNormalizer");

    private record Encoder(String input, List<String> values) {}

    private final List<Encoder> encoders = new ArrayList<>();
    private final Map<String, List<String>> passedOn = new HashMap<>();

    void add(NodeProto node) {
        if (PASSING_ON.contains(node.getOpType())) {
            node.getOutputList().forEach(output -> passedOn.put(output, node.getInputList()));
        }
        if (node.getInputCount() > 0) {
            var values = node.getAttributeList().stream()
                    .flatMap(Vocabularies::values)
                    .toList();
            if (!values.isEmpty()) {
                encoders.add(new Encoder(node.getInput(0), values));
            }
        }
    }

    private static Stream<String> values(AttributeProto attribute) {
        if (!attribute.getName().startsWith("cats_") && !attribute.getName().startsWith("keys_")) {
            return Stream.empty();
        }
        return switch (attribute.getType()) {
            case STRINGS -> attribute.getStringsList().stream().map(ByteString::toStringUtf8);
            case INTS -> attribute.getIntsList().stream().map(Object::toString);
            case FLOATS -> attribute.getFloatsList().stream().map(Object::toString);
            case TENSOR -> attribute.getT().getStringDataList().stream().map(ByteString::toStringUtf8);
            default -> Stream.empty();
        };
    }

    /** The known values of each input that an encoder reads. */
    Map<String, List<String>> byInput(Collection<OnnxValue> inputs) {
        var found = new HashMap<String, Set<String>>();
        var names = inputs.stream().map(OnnxValue::name).toList();
        for (var encoder : encoders) {
            for (var origin : origins(encoder.input())) {
                if (names.contains(origin)) {
                    found.computeIfAbsent(origin, any -> new LinkedHashSet<>()).addAll(encoder.values());
                }
            }
        }
        var limited = new HashMap<String, List<String>>();
        found.forEach((input, values) ->
                limited.put(input, values.stream().limit(MOST_VALUES).toList()));
        return limited;
    }

    /** Everything that a value may have come from unchanged, itself included. */
    private Set<String> origins(String value) {
        var seen = new HashSet<String>();
        var left = new ArrayDeque<>(List.of(value));
        while (!left.isEmpty()) {
            var next = left.pop();
            if (seen.add(next)) {
                left.addAll(passedOn.getOrDefault(next, List.of()));
            }
        }
        return seen;
    }
}
