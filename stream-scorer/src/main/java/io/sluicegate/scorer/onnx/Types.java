package io.sluicegate.scorer.onnx;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import io.sluicegate.bundle.ElementType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types of a model's inputs and outputs as ONNX Runtime names them. */
final class Types {
    private static final String PREFIX = "ONNX_TENSOR_ELEMENT_DATA_TYPE_";

    private Types() {}

    /** The type of a tensor's elements; empty if it is none that can be fed or read. */
    static Optional<ElementType> element(TensorInfo tensor) {
        var name = tensor.onnxType.name().substring(PREFIX.length());
        return switch (name) {
            case "FLOAT" -> Optional.of(ElementType.FLOAT32);
            case "DOUBLE" -> Optional.of(ElementType.FLOAT64);
            default ->
                Arrays.stream(ElementType.values())
                        .filter(type -> type.name().equals(name))
                        .findFirst();
        };
    }

    /** The type of elements in Java's terms. */
    static Optional<ElementType> element(OnnxJavaType type) {
        return switch (type) {
            case FLOAT -> Optional.of(ElementType.FLOAT32);
            case DOUBLE -> Optional.of(ElementType.FLOAT64);
            default ->
                Arrays.stream(ElementType.values())
                        .filter(element -> element.name().equals(type.name()))
                        .findFirst();
        };
    }

    /** ONNX Runtime's name of the elements' type. */
    static String elementName(TensorInfo tensor) {
        return tensor.onnxType.name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    }

    /** A type in words, such as {@code float32 [rows, 30]}. */
    static String text(ValueInfo info) {
        if (info instanceof TensorInfo tensor) {
            return element(tensor).map(ElementType::text).orElseGet(() -> elementName(tensor)) + " "
                    + shape(tensor.getShape());
        }
        if (info instanceof SequenceInfo sequence) {
            return sequence.sequenceOfMaps ? "a sequence of maps" : "a sequence of tensors";
        }
        return info instanceof MapInfo ? "a map" : "of an unknown type";
    }

    /** A shape, in which any length is a question mark. */
    static String shape(long[] shape) {
        return Arrays.stream(shape)
                .mapToObj(length -> length < 0 ? "?" : Long.toString(length))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
