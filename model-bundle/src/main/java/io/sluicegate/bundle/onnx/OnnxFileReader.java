package io.sluicegate.bundle.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.WeightFiles;
import io.sluicegate.bundle.onnx.OnnxValue.Kind;
import io.sluicegate.bundle.onnx.OnnxValue.Length;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what an ONNX file says of itself, and passes over its weights, so that a model of any size fits in memory. */
public final class OnnxFileReader {
    private static final int MODEL_IR_VERSION = 1;
    private static final int MODEL_PRODUCER = 2;
    private static final int MODEL_GRAPH = 7;
    private static final int MODEL_OPSET = 8;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int GRAPH_INPUT = 11;
    private static final int GRAPH_OUTPUT = 12;
    private static final int TENSOR_DIMS = 1;
    private static final int TENSOR_STRINGS = 6;
    private static final int TENSOR_NAME = 8;

    private long irVersion;
    private String producer = "";
    private final SortedMap<String, Long> opsets = new TreeMap<>();
    private final List<ValueInfoProto> inputs = new ArrayList<>();
    private final List<ValueInfoProto> outputs = new ArrayList<>();
    private final SortedMap<String, Integer> operators = new TreeMap<>();
    private final Set<String> initializers = new HashSet<>();
    private final Map<String, List<String>> classes = new HashMap<>();
    private final Map<String, String> sources = new HashMap<>();
    private final Vocabularies vocabularies = new Vocabularies();
    private long parameters;
    private boolean hasGraph;
    private boolean hasSupplementary;

    private OnnxFileReader() {}

    /** @throws IOException if it can't be read, or is no ONNX file; the message says which */
    public static OnnxFile read(Path file) throws IOException {
        var reader = new OnnxFileReader();
        var size = Files.size(file);
        try (var stream = Files.newInputStream(file)) {
            var in = CodedInputStream.newInstance(stream);
            in.setSizeLimit(Integer.MAX_VALUE);
            reader.model(in);
        } catch (InvalidProtocolBufferException e) {
            throw new IOException(file + " is no ONNX file, or only a part of one", e);
        }
        if (!reader.hasGraph || reader.irVersion == 0) {
            throw new IOException(file + " is no ONNX file: it has no graph");
        }
        return reader.file(size, List.copyOf(WeightFiles.named(file)));
    }

    private OnnxFile file(long size, List<String> external) {
        var required = inputs.stream()
                .filter(input -> !initializers.contains(input.getName()))
                .map(OnnxFileReader::value)
                .toList();
        var defaults = inputs.stream()
                .filter(input -> initializers.contains(input.getName()))
                .map(OnnxFileReader::value)
                .toList();
        return new OnnxFile(
                size,
                irVersion,
                producer,
                opsets,
                required,
                defaults,
                outputs.stream().map(OnnxFileReader::value).toList(),
                operators,
                parameters,
                external,
                classesOfOutputs(),
                hasSupplementary,
                vocabularies.byInput(required));
    }

    /** The classes by output, also where a cast or another node stands between the classifier and the output. */
    private Map<String, List<String>> classesOfOutputs() {
        var found = new HashMap<String, List<String>>();
        for (var output : outputs) {
            var name = output.getName();
            for (var steps = 0; name != null && steps <= sources.size(); steps++) {
                if (classes.containsKey(name)) {
                    found.put(output.getName(), classes.get(name));
                    break;
                }
                name = sources.get(name);
            }
        }
        return found;
    }

    private interface Field {
        /** Reads the field; false if it is to be passed over. */
        boolean read(int number, CodedInputStream in) throws IOException;
    }

    private static void fields(CodedInputStream in, Field field) throws IOException {
        for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (!field.read(WireFormat.getTagFieldNumber(tag), in) && !in.skipField(tag)) {
                throw new InvalidProtocolBufferException("a field ends that hasn't begun");
            }
        }
    }

    /** Reads a message within the message. */
    private static void message(CodedInputStream in, Field field) throws IOException {
        var limit = in.pushLimit(in.readRawVarint32());
        fields(in, field);
        in.checkLastTagWas(0);
        in.popLimit(limit);
    }

    private void model(CodedInputStream model) throws IOException {
        fields(model, (number, in) -> {
            switch (number) {
                case MODEL_IR_VERSION -> irVersion = in.readInt64();
                case MODEL_PRODUCER -> producer = in.readStringRequireUtf8();
                case MODEL_OPSET -> {
                    var opset = OperatorSetIdProto.parseFrom(in.readBytes());
                    opsets.put(opset.getDomain(), opset.getVersion());
                }
                case MODEL_GRAPH -> {
                    hasGraph = true;
                    message(in, this::graph);
                }
                default -> {
                    return false;
                }
            }
            return true;
        });
    }

    private boolean graph(int number, CodedInputStream in) throws IOException {
        switch (number) {
            case GRAPH_NODE -> node(NodeProto.parseFrom(in.readBytes()));
            case GRAPH_INITIALIZER -> initializer(in);
            case GRAPH_INPUT -> inputs.add(ValueInfoProto.parseFrom(in.readBytes()));
            case GRAPH_OUTPUT -> outputs.add(ValueInfoProto.parseFrom(in.readBytes()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void initializer(CodedInputStream tensor) throws IOException {
        var elements = new long[] {1};
        message(tensor, (number, in) -> {
            switch (number) {
                case TENSOR_DIMS -> dims(in, elements);
                case TENSOR_NAME -> initializers.add(in.readStringRequireUtf8());
                case TENSOR_STRINGS -> text(in.readBytes());
                default -> {
                    return false;
                }
            }
            return true;
        });
        parameters += elements[0];
    }

    /** Lengths, one by one or packed. */
    private static void dims(CodedInputStream in, long[] elements) throws IOException {
        if (WireFormat.getTagWireType(in.getLastTag()) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            var limit = in.pushLimit(in.readRawVarint32());
            while (in.getBytesUntilLimit() > 0) {
                elements[0] *= in.readInt64();
            }
            in.popLimit(limit);
        } else {
            elements[0] *= in.readInt64();
        }
    }

    private void node(NodeProto node) {
        operators.merge(
                node.getDomain().isEmpty() ? node.getOpType() : node.getDomain() + "." + node.getOpType(),
                1,
                Integer::sum);
        for (var attribute : node.getAttributeList()) {
            text(attribute.getS());
            attribute.getStringsList().forEach(this::text);
            attribute.getT().getStringDataList().forEach(this::text);
            if (attribute.hasG()) {
                attribute.getG().getNodeList().forEach(this::node);
            }
            if (attribute.getName().startsWith("classlabels_")
                    || attribute.getName().equals("classlabels_int64s")) {
                labels(attribute).filter(labels -> !labels.isEmpty()).ifPresent(labels -> node.getOutputList()
                        .forEach(output -> classes.put(output, labels)));
            }
        }
        vocabularies.add(node);
        if (node.getInputCount() > 0) {
            node.getOutputList().forEach(output -> sources.put(output, node.getInput(0)));
        }
    }

    /** Notes a string's characters of four bytes in UTF-8. */
    private void text(ByteString text) {
        for (var i = 0; i < text.size() && !hasSupplementary; i++) {
            hasSupplementary = (text.byteAt(i) & 0xF8) == 0xF0;
        }
    }

    private static Optional<List<String>> labels(AttributeProto attribute) {
        return switch (attribute.getType()) {
            case STRINGS ->
                Optional.of(attribute.getStringsList().stream()
                        .map(ByteString::toStringUtf8)
                        .toList());
            case INTS ->
                Optional.of(
                        attribute.getIntsList().stream().map(Object::toString).toList());
            default -> Optional.empty();
        };
    }

    private static OnnxValue value(ValueInfoProto info) {
        var type = info.getType();
        return switch (type.getValueCase()) {
            case TENSOR_TYPE -> tensor(info.getName(), type.getTensorType());
            case MAP_TYPE -> OnnxValue.other(info.getName(), Kind.MAPS, "a map");
            case SEQUENCE_TYPE ->
                type.getSequenceType().getElemType().hasMapType()
                        ? OnnxValue.other(info.getName(), Kind.MAPS, "a sequence of maps")
                        : OnnxValue.tensors(info.getName(), elements(type.getSequenceType()));
            case VALUE_NOT_SET -> OnnxValue.other(info.getName(), Kind.OTHER, "of no type");
            default ->
                OnnxValue.other(
                        info.getName(),
                        Kind.OTHER,
                        "a "
                                + type.getValueCase()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace("_type", ""));
        };
    }

    private static Optional<ElementType> elements(TypeProto.Sequence sequence) {
        return ElementType.ofOnnx(sequence.getElemType().getTensorType().getElemType());
    }

    private static OnnxValue tensor(String name, TypeProto.Tensor tensor) {
        var type = ElementType.ofOnnx(tensor.getElemType());
        var shape = tensor.hasShape()
                ? Optional.of(tensor.getShape().getDimList().stream()
                        .map(OnnxFileReader::length)
                        .toList())
                : Optional.<List<Length>>empty();
        return OnnxValue.tensor(name, type, "type " + tensor.getElemType(), shape);
    }

    private static Length length(TensorShapeProto.Dimension dimension) {
        return dimension.hasDimValue() && dimension.getDimValue() > 0
                ? new Length(dimension.getDimValue(), "")
                : new Length(Length.ANY, dimension.getDimParam());
    }
}
