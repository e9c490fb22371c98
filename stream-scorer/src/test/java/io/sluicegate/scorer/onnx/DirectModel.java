package io.sluicegate.scorer.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.scorer.onnx.Zoo.Animal;
import io.sluicegate.scorer.onnx.Zoo.In;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;

/** One row at a time by ONNX Runtime's own interface: what any scorer of ours must give. */
final class DirectModel implements AutoCloseable {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The model whose input has a default that is fed. */
    static final String FED_DEFAULT = "a default that is fed";

    private final Animal animal;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    DirectModel(Animal animal) throws OrtException {
        this.animal = animal;
        this.session = environment.createSession(animal.model());
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }

    /** The outputs of a row; without the batch axis where the row has none of its own. */
    ObjectNode score(ObjectNode row) throws OrtException {
        var unsigned = animal.inputs().stream().anyMatch(DirectModel::hasNoTensor);
        if (unsigned || animal.name().equals(FED_DEFAULT)) {
            return byHand(row);
        }
        var tensors = new HashMap<String, OnnxTensor>();
        try {
            for (var input : animal.inputs()) {
                tensors.put(input.name(), tensor(input, row.get(input.name())));
            }
            try (var result = session.run(tensors)) {
                var outputs = JSON.objectNode();
                for (var output : result) {
                    outputs.set(output.getKey(), json(output.getValue()));
                }
                return outputs;
            }
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private static boolean hasNoTensor(In input) {
        return switch (input.type()) {
            case UINT16, UINT32, UINT64 -> true;
            default -> false;
        };
    }

    /**
     * What ONNX Runtime's Java can't feed: the zoo's models of unsigned numbers, for which there are no tensors (echo, sum and cast),
     * and an input that has a default.
     */
    private ObjectNode byHand(ObjectNode row) {
        var outputs = JSON.objectNode();
        if (animal.name().equals(FED_DEFAULT)) {
            var product = row.at("/x/0").doubleValue() * row.at("/factor/0").doubleValue();
            return outputs.set("y", JSON.arrayNode().add(product));
        }
        if (animal.name().startsWith("echo")) {
            return outputs.set("y", row.get("x"));
        }
        if (animal.name().startsWith("sum")) {
            var sum = 0.0;
            for (var value : row.get("x")) {
                sum += value.doubleValue();
            }
            return outputs.set("y", JSON.arrayNode().add(sum));
        }
        outputs.set("echo", row.get("word"));
        outputs.put("y", row.get("n").doubleValue());
        return outputs;
    }

    private OnnxTensor tensor(In input, JsonNode value) throws OrtException {
        var elements = new ArrayList<JsonNode>();
        ZooTest.flatten(value, elements);
        var rows = input.batched() ? Math.max(1, animal.call()) : 1;
        var all = Collections.nCopies(rows, elements).stream()
                .flatMap(List::stream)
                .toList();
        var shape = new long[input.row().length + (input.batched() ? 1 : 0)];
        System.arraycopy(input.row(), 0, shape, shape.length - input.row().length, input.row().length);
        if (input.batched()) {
            shape[0] = rows;
        }
        if (input.type() == ElementType.STRING) {
            return OnnxTensor.createTensor(
                    environment, all.stream().map(JsonNode::textValue).toArray(String[]::new), shape);
        }
        var bytes = ByteBuffer.allocateDirect(all.size() * input.type().bytes()).order(ByteOrder.nativeOrder());
        all.forEach(element -> put(bytes, input.type(), element));
        return tensor(bytes.flip(), input.type(), shape);
    }

    private OnnxTensor tensor(ByteBuffer bytes, ElementType type, long[] shape) throws OrtException {
        return switch (type) {
            case FLOAT32 -> OnnxTensor.createTensor(environment, bytes.asFloatBuffer(), shape);
            case FLOAT64 -> OnnxTensor.createTensor(environment, bytes.asDoubleBuffer(), shape);
            case FLOAT16 -> OnnxTensor.createTensor(environment, bytes.asShortBuffer(), shape, OnnxJavaType.FLOAT16);
            case BFLOAT16 -> OnnxTensor.createTensor(environment, bytes.asShortBuffer(), shape, OnnxJavaType.BFLOAT16);
            case INT16 -> OnnxTensor.createTensor(environment, bytes.asShortBuffer(), shape);
            case INT32 -> OnnxTensor.createTensor(environment, bytes.asIntBuffer(), shape);
            case INT64 -> OnnxTensor.createTensor(environment, bytes.asLongBuffer(), shape);
            default -> OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.valueOf(type.name()));
        };
    }

    private static void put(ByteBuffer bytes, ElementType type, JsonNode value) {
        switch (type) {
            case FLOAT32 -> bytes.putFloat(value.floatValue());
            case FLOAT64 -> bytes.putDouble(value.doubleValue());
            case FLOAT16 -> bytes.putShort(half(value.floatValue()));
            case BFLOAT16 -> bytes.putShort((short) (Float.floatToIntBits(value.floatValue()) >>> 16));
            case INT16 -> bytes.putShort(value.shortValue());
            case INT32 -> bytes.putInt(value.intValue());
            case INT64 -> bytes.putLong(value.longValue());
            case BOOL -> bytes.put((byte) (value.booleanValue() ? 1 : 0));
            default -> bytes.put((byte) value.intValue());
        }
    }

    /** The bits of a multiple of an eighth between -1 and 1 in float16. */
    private static short half(float value) {
        if (value == 0) {
            return 0;
        }
        var bits = Float.floatToIntBits(value);
        var exponent = ((bits >>> 23) & 0xFF) - 127 + 15;
        return (short) ((bits >>> 16 & 0x8000) | exponent << 10 | bits >>> 13 & 0x3FF);
    }

    private JsonNode json(OnnxValue value) throws OrtException {
        if (value instanceof OnnxSequence sequence && !sequence.getInfo().sequenceOfMaps) {
            var array = JSON.arrayNode();
            for (var tensor : sequence.getValue()) {
                array.add(json(tensor));
            }
            return array;
        }
        if (value instanceof OnnxSequence sequence) {
            return map((OnnxMap) sequence.getValue().get(0));
        }
        var tensor = (OnnxTensor) value;
        var own = tensor.getValue();
        var shape = tensor.getInfo().getShape();
        var batched = animal.inputs().stream().anyMatch(In::batched);
        var type = tensor.getInfo().onnxType.name();
        var row = batched && shape.length > 0 && !isOwn(shape) ? Array.get(own, 0) : own;
        return json(row, type.contains("UINT"), type.contains("DOUBLE"));
    }

    /** A first axis that isn't the batch's: of models that answer for the whole batch. */
    private boolean isOwn(long[] shape) {
        return shape[0] != Math.max(1, animal.call());
    }

    private static JsonNode map(OnnxMap map) throws OrtException {
        var object = JSON.objectNode();
        map.getValue().forEach((key, number) -> object.put(key.toString(), (Float) number));
        return object;
    }

    private static JsonNode json(Object value, boolean unsigned, boolean precise) {
        if (value.getClass().isArray()) {
            var array = JSON.arrayNode();
            for (var i = 0; i < Array.getLength(value); i++) {
                array.add(json(Array.get(value, i), unsigned, precise));
            }
            return array;
        }
        if (value instanceof Number number && !(value instanceof Float || value instanceof Double)) {
            return whole(number, unsigned);
        }
        if (value instanceof Number number) {
            var real = number.doubleValue();
            if (Double.isNaN(real)) {
                return JSON.textNode("NaN");
            }
            if (Double.isInfinite(real)) {
                return JSON.textNode(real > 0 ? "Inf" : "-Inf");
            }
            return precise ? JSON.numberNode(real) : JSON.numberNode((float) real);
        }
        return value instanceof Boolean truth ? JSON.booleanNode(truth) : JSON.textNode((String) value);
    }

    private static JsonNode whole(Number number, boolean unsigned) {
        if (unsigned && number instanceof Byte small) {
            return JSON.numberNode(Byte.toUnsignedInt(small));
        }
        return unsigned && number instanceof Long large
                ? JSON.numberNode(new BigInteger(Long.toUnsignedString(large)))
                : JSON.numberNode(number.longValue());
    }
}
