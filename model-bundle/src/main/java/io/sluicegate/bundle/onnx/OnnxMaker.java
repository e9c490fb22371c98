package io.sluicegate.bundle.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;

/** Makes ONNX files of any signature. */
public final class OnnxMaker {
    public static final int FLOAT32 = 1;
    public static final int UINT8 = 2;
    public static final int INT8 = 3;
    public static final int UINT16 = 4;
    public static final int INT16 = 5;
    public static final int INT32 = 6;
    public static final int INT64 = 7;
    public static final int STRING = 8;
    public static final int BOOL = 9;
    public static final int FLOAT16 = 10;
    public static final int FLOAT64 = 11;
    public static final int UINT32 = 12;
    public static final int UINT64 = 13;
    public static final int BFLOAT16 = 16;

    /** The length of an axis that the model leaves open. */
    public static final long ANY = -1;

    private static final String ML = "ai.onnx.ml";

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("made");
    private int opset = 13;
    private int mlOpset = 3;

    /** Sets the version of the standard operators: 13 without it. */
    public OnnxMaker opset(int version) {
        opset = version;
        return this;
    }

    /** Sets the version of the operators of classical machine learning: 3 without it. */
    public OnnxMaker mlOpset(int version) {
        mlOpset = version;
        return this;
    }

    /** An input; an axis may be {@link #ANY}. */
    public OnnxMaker input(String name, int type, long... shape) {
        graph.addInput(value(name, tensor(type, shape)));
        return this;
    }

    /** An input without a shape, even without a rank. */
    public OnnxMaker inputOfAnyShape(String name, int type) {
        graph.addInput(value(
                name,
                TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type))
                        .build()));
        return this;
    }

    /** An output; an axis may be {@link #ANY}. */
    public OnnxMaker output(String name, int type, long... shape) {
        graph.addOutput(value(name, tensor(type, shape)));
        return this;
    }

    /** An output without a shape, even without a rank. */
    public OnnxMaker outputOfAnyShape(String name, int type) {
        graph.addOutput(value(
                name,
                TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type))
                        .build()));
        return this;
    }

    /** A ZipMap's output: a sequence of maps. */
    public OnnxMaker mapOutput(String name, int keys) {
        var number = TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(FLOAT32));
        var map = TypeProto.newBuilder()
                .setMapType(TypeProto.Map.newBuilder().setKeyType(keys).setValueType(number));
        graph.addOutput(value(
                name,
                TypeProto.newBuilder()
                        .setSequenceType(TypeProto.Sequence.newBuilder().setElemType(map))
                        .build()));
        return this;
    }

    /** An output that is a sequence of tensors. */
    public OnnxMaker sequenceOutput(String name) {
        return sequenceOutput(name, FLOAT32);
    }

    /** An output that is a sequence of tensors of a type. */
    public OnnxMaker sequenceOutput(String name, int type) {
        graph.addOutput(value(
                name,
                TypeProto.newBuilder()
                        .setSequenceType(TypeProto.Sequence.newBuilder().setElemType(tensor(type, ANY)))
                        .build()));
        return this;
    }

    /** Weights, or an input's default. */
    public OnnxMaker weights(String name, long[] shape, double... values) {
        var tensor = declared(name, FLOAT32, shape);
        DoubleStream.of(values).forEach(value -> tensor.addFloatData((float) value));
        graph.addInitializer(tensor);
        return this;
    }

    /** Weights of float32 in a file beside the model's own. */
    public OnnxMaker externalWeights(String name, String file, long... shape) {
        var tensor = declared(name, FLOAT32, shape)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue(file));
        graph.addInitializer(tensor);
        return this;
    }

    /** Whole numbers that are part of the model. */
    public OnnxMaker integers(String name, long[] shape, long... values) {
        var tensor = declared(name, INT64, shape);
        for (var value : values) {
            tensor.addInt64Data(value);
        }
        graph.addInitializer(tensor);
        return this;
    }

    /** Weights of another type than float32, of at most 32 bits: whole numbers, or the bits of float16. */
    public OnnxMaker small(String name, int type, long[] shape, int... values) {
        var tensor = declared(name, type, shape);
        for (var value : values) {
            tensor.addInt32Data(value);
        }
        graph.addInitializer(tensor);
        return this;
    }

    /** Weights as raw bytes, the least significant byte of each first: for many of them. */
    public OnnxMaker raw(String name, int type, long[] shape, ByteString bytes) {
        var tensor = declared(name, type, shape).setRawData(bytes);
        graph.addInitializer(tensor);
        return this;
    }

    /** Numbers of float32, float64 or bytes, for an attribute that is a list of them. */
    public static TensorProto list(int type, double... values) {
        var tensor = declared("", type, values.length);
        for (var value : values) {
            switch (type) {
                case FLOAT32 -> tensor.addFloatData((float) value);
                case FLOAT64 -> tensor.addDoubleData(value);
                default -> tensor.addInt32Data((int) value);
            }
        }
        return tensor.build();
    }

    private static TensorProto.Builder declared(String name, int type, long... shape) {
        var tensor = TensorProto.newBuilder().setName(name).setDataType(type);
        for (var length : shape) {
            tensor.addDims(length);
        }
        return tensor;
    }

    /** A node; attributes are name and value in turn. */
    public OnnxMaker node(String type, List<String> inputs, List<String> outputs, Object... attributes) {
        return node("", type, inputs, outputs, attributes);
    }

    /** A node of classical machine learning. */
    public OnnxMaker ml(String type, List<String> inputs, List<String> outputs, Object... attributes) {
        return node(ML, type, inputs, outputs, attributes);
    }

    private OnnxMaker node(
            String domain, String type, List<String> inputs, List<String> outputs, Object... attributes) {
        var node = NodeProto.newBuilder()
                .setDomain(domain)
                .setOpType(type)
                .addAllInput(inputs)
                .addAllOutput(outputs);
        for (var i = 0; i < attributes.length; i += 2) {
            node.addAttribute(attribute((String) attributes[i], attributes[i + 1]));
        }
        graph.addNode(node);
        return this;
    }

    private static AttributeProto attribute(String name, Object value) {
        var attribute = AttributeProto.newBuilder().setName(name);
        if (value instanceof Long whole) {
            attribute.setType(AttributeType.INT).setI(whole);
        } else if (value instanceof Integer whole) {
            attribute.setType(AttributeType.INT).setI(whole);
        } else if (value instanceof Float number) {
            attribute.setType(AttributeType.FLOAT).setF(number);
        } else if (value instanceof String text) {
            attribute.setType(AttributeType.STRING).setS(bytes(text));
        } else if (value instanceof long[] list) {
            attribute.setType(AttributeType.INTS);
            for (var one : list) {
                attribute.addInts(one);
            }
        } else if (value instanceof float[] list) {
            attribute.setType(AttributeType.FLOATS);
            for (var one : list) {
                attribute.addFloats(one);
            }
        } else if (value instanceof TensorProto tensor) {
            attribute.setType(AttributeType.TENSOR).setT(tensor);
        } else if (value instanceof String[] list) {
            attribute.setType(AttributeType.STRINGS);
            for (var one : list) {
                attribute.addStrings(bytes(one));
            }
        } else {
            throw new IllegalArgumentException("attribute " + name + " of " + value.getClass());
        }
        return attribute.build();
    }

    private static ByteString bytes(String text) {
        return ByteString.copyFrom(text, StandardCharsets.UTF_8);
    }

    private static ValueInfoProto value(String name, TypeProto type) {
        return ValueInfoProto.newBuilder().setName(name).setType(type).build();
    }

    private static TypeProto tensor(int type, long... shape) {
        var dims = TensorShapeProto.newBuilder();
        for (var i = 0; i < shape.length; i++) {
            dims.addDim(
                    shape[i] == ANY
                            ? TensorShapeProto.Dimension.newBuilder().setDimParam(i == 0 ? "rows" : "any" + i)
                            : TensorShapeProto.Dimension.newBuilder().setDimValue(shape[i]));
        }
        return TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type).setShape(dims))
                .build();
    }

    /** The file's bytes. */
    public byte[] make() {
        return model().toByteArray();
    }

    /** Writes the file. */
    public void writeTo(Path file) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            model().writeTo(out);
        }
    }

    private ModelProto model() {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(ML).setVersion(mlOpset))
                .setGraph(graph)
                .build();
    }
}
