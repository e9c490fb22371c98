package io.sluicegate.scorer.trees;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The attributes of a graph's node. */
public final class NodeAttributes {
    private static final double[] NONE = {};

    private final Map<String, AttributeProto> byName = new HashMap<>();

    public NodeAttributes(NodeProto node) {
        node.getAttributeList().forEach(attribute -> byName.put(attribute.getName(), attribute));
    }

    private AttributeProto of(String name) {
        return byName.getOrDefault(name, AttributeProto.getDefaultInstance());
    }

    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /** Whole numbers; none without the attribute. */
    public long[] integers(String name) {
        return of(name).getIntsList().stream().mapToLong(Long::longValue).toArray();
    }

    public long integer(String name, long otherwise) {
        return has(name) ? of(name).getI() : otherwise;
    }

    /** Numbers of float32; none without the attribute. */
    public float[] floats(String name) {
        var list = of(name).getFloatsList();
        var floats = new float[list.size()];
        for (var i = 0; i < floats.length; i++) {
            floats[i] = list.get(i);
        }
        return floats;
    }

    public float number(String name, float otherwise) {
        return has(name) ? of(name).getF() : otherwise;
    }

    public String text(String name, String otherwise) {
        return has(name) ? of(name).getS().toStringUtf8() : otherwise;
    }

    /** Texts; none without the attribute. */
    public List<String> texts(String name) {
        return of(name).getStringsList().stream().map(ByteString::toStringUtf8).toList();
    }

    /** A tensor; an empty one without the attribute. */
    public TensorProto value(String name) {
        return of(name).getT();
    }

    /** The classes of a classifier: integers or texts. */
    public List<Object> classes(String integers, String texts) {
        var named = texts(texts);
        return named.isEmpty()
                ? of(integers).getIntsList().stream().map(Object.class::cast).toList()
                : List.copyOf(named);
    }

    /** Numbers of float32, or of a tensor; none without either. */
    double[] numbers(String name, String tensor) throws NotCompilable {
        var list = of(name).getFloatsList();
        return list.isEmpty()
                ? tensor(tensor)
                : list.stream().mapToDouble(Float::doubleValue).toArray();
    }

    /** A tensor's numbers; none without the attribute. */
    double[] tensor(String name) throws NotCompilable {
        return has(name) ? numbers(of(name).getT()) : NONE;
    }

    /** The numbers of a tensor of float32, float64 or bytes. */
    public static double[] numbers(TensorProto tensor) throws NotCompilable {
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            throw new NotCompilable("it keeps numbers in another file");
        }
        return switch (tensor.getDataType()) {
            case TensorProto.DataType.FLOAT_VALUE ->
                tensor.hasRawData()
                        ? raw(tensor, Float.BYTES, ByteBuffer::getFloat)
                        : tensor.getFloatDataList().stream()
                                .mapToDouble(Float::doubleValue)
                                .toArray();
            case TensorProto.DataType.DOUBLE_VALUE ->
                tensor.hasRawData()
                        ? raw(tensor, Double.BYTES, ByteBuffer::getDouble)
                        : tensor.getDoubleDataList().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray();
            case TensorProto.DataType.UINT8_VALUE ->
                tensor.hasRawData()
                        ? raw(tensor, 1, bytes -> bytes.get() & 0xFF)
                        : tensor.getInt32DataList().stream()
                                .mapToDouble(Integer::doubleValue)
                                .toArray();
            case TensorProto.DataType.INT64_VALUE ->
                tensor.hasRawData()
                        ? raw(tensor, Long.BYTES, ByteBuffer::getLong)
                        : tensor.getInt64DataList().stream()
                                .mapToDouble(Long::doubleValue)
                                .toArray();
            default -> throw new NotCompilable("it keeps numbers in a tensor of type " + tensor.getDataType());
        };
    }

    private interface Next {
        double of(ByteBuffer bytes);
    }

    private static double[] raw(TensorProto tensor, int size, Next next) {
        var bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        var numbers = new double[bytes.remaining() / size];
        for (var i = 0; i < numbers.length; i++) {
            numbers[i] = next.of(bytes);
        }
        return numbers;
    }
}
