package io.sluicegate.scorer.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import com.google.protobuf.ByteString;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.scorer.execution.SessionPlan;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The locale in which a model's StringNormalizer changes the case of strings. ONNX Runtime fails where the system lacks it, as small
 * images do; C.UTF-8 has the same rules, but for a few languages.
 */
public final class CaseLocale {
    static final String OPERATOR = "StringNormalizer";

    /** The operator's own default on Linux. */
    public static final String DEFAULT = "en_US.UTF-8";

    /** The locale that stands in for others. */
    public static final String PLAIN = "C.UTF-8";

    private static final String ATTRIBUTE = "locale";
    private static final Pattern OF_A_LANGUAGE = Pattern.compile("(?i)[a-z]{2,3}([_-][a-z]{2})?([.]utf-?8)?");
    private static final Pattern OWN_RULES = Pattern.compile("(?i)(tr|az|lt|crh|tt)([_.-].*)?");
    private static final boolean LINUX = System.getProperty("os.name").startsWith("Linux");
    private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

    private CaseLocale() {}

    /** Gives each node whose locale the system lacks the plain one, where that makes no difference. */
    static void replaceUnknown(GraphProto.Builder graph) {
        for (var place = 0; place < graph.getNodeCount(); place++) {
            var node = graph.getNode(place);
            if (node.getOpType().equals(OPERATOR) && isReplaceable(locale(node))) {
                graph.setNode(place, withPlainLocale(node));
            }
        }
    }

    private static String locale(NodeProto node) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(ATTRIBUTE))
                .map(attribute -> attribute.getS().toStringUtf8())
                .filter(locale -> !locale.isEmpty())
                .findFirst()
                .orElse(DEFAULT);
    }

    private static boolean isReplaceable(String locale) {
        return LINUX
                && OF_A_LANGUAGE.matcher(locale).matches()
                && !OWN_RULES.matcher(locale).matches()
                && !isKnown(locale)
                && isKnown(PLAIN);
    }

    private static NodeProto withPlainLocale(NodeProto node) {
        var changed = node.toBuilder().clearAttribute();
        node.getAttributeList().stream()
                .filter(attribute -> !attribute.getName().equals(ATTRIBUTE))
                .forEach(changed::addAttribute);
        return changed.addAttribute(text(ATTRIBUTE, PLAIN)).build();
    }

    private static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    /** Whether ONNX Runtime changes the case of strings in the locale on this system. */
    public static boolean isKnown(String locale) {
        return KNOWN.computeIfAbsent(locale, CaseLocale::works);
    }

    /** Asks ONNX Runtime by a model of one node, because Java doesn't know the system's locales. */
    private static boolean works(String locale) {
        var environment = OrtEnvironment.getEnvironment();
        try (var options = SessionPlan.CPU.options();
                var session = environment.createSession(lowerCase(locale), options);
                var tensor = OnnxTensor.createTensor(environment, new String[] {"A"});
                var result = session.run(Map.of("x", tensor))) {
            return result.size() == 1;
        } catch (OrtException e) {
            return false;
        }
    }

    private static byte[] lowerCase(String locale) {
        var node = NodeProto.newBuilder()
                .setOpType(OPERATOR)
                .addInput("x")
                .addOutput("y")
                .addAttribute(text("case_change_action", "LOWER"))
                .addAttribute(text(ATTRIBUTE, locale));
        var graph = GraphProto.newBuilder()
                .setName("lower case")
                .addNode(node)
                .addInput(strings("x"))
                .addOutput(strings("y"));
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static ValueInfoProto strings(String name) {
        var one = TensorShapeProto.Dimension.newBuilder().setDimValue(1);
        var tensor = TypeProto.Tensor.newBuilder()
                .setElemType(ElementType.STRING.onnx())
                .setShape(TensorShapeProto.newBuilder().addDim(one));
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
