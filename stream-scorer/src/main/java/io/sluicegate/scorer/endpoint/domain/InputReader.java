package io.sluicegate.scorer.endpoint.domain;

import com.fasterxml.jackson.core.JsonParser;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.scorer.tensors.Elements;
import io.sluicegate.scorer.tensors.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The reader of one input of a request, whose members may come in any order. */
final class InputReader {
    private static final int MOST_AXES = 32;
    private static final long NOWHERE = -1;

    private final byte[] body;
    private final int end;
    private @Nullable String name;
    private @Nullable ElementType type;
    private long @Nullable [] shape;
    private @Nullable Elements elements;
    private OptionalLong binarySize = OptionalLong.empty();
    /** Where data stands that came before the datatype or the shape. */
    private long dataAt = NOWHERE;

    /** @param end where the JSON of the body ends */
    InputReader(byte[] body, int end) {
        this.body = body;
        this.end = end;
    }

    InputReader read(JsonParser json) throws IOException, Refusal {
        RequestJson.object(json, "an input", member -> {
            switch (member) {
                case "name" -> name = RequestJson.text(json, "an input's name");
                case "datatype" -> type = Datatype.named(RequestJson.text(json, "an input's datatype"));
                case "shape" -> shape = shape(json);
                case "parameters" -> parameters(json);
                case "data" -> data(json);
                default -> json.skipChildren();
            }
        });
        return this;
    }

    private static long[] shape(JsonParser json) throws IOException, Refusal {
        var lengths = new long[MOST_AXES];
        var axes = new int[1];
        RequestJson.array(json, "an input's shape", () -> {
            if (axes[0] == MOST_AXES) {
                throw Refusal.wrong("an input's shape has more than " + MOST_AXES + " axes");
            }
            lengths[axes[0]++] = RequestJson.length(json, "a length in an input's shape");
        });
        return Arrays.copyOf(lengths, axes[0]);
    }

    private void parameters(JsonParser json) throws IOException, Refusal {
        RequestJson.object(json, "parameters", parameter -> {
            if (parameter.equals("binary_data_size")) {
                binarySize = OptionalLong.of(RequestJson.length(json, "binary_data_size"));
            } else if (parameter.startsWith("shared_memory_")) {
                throw Refusal.wrong("shared memory isn't supported: send the data in the body");
            } else {
                json.skipChildren();
            }
        });
    }

    private void data(JsonParser json) throws IOException, Refusal {
        if (name != null && type != null && shape != null) {
            elements = JsonElements.read(json, name, type, shape, count(name, shape));
        } else {
            dataAt = json.currentTokenLocation().getByteOffset();
            if (dataAt < 0) {
                throw Refusal.wrong("the body isn't UTF-8");
            }
            json.skipChildren();
        }
    }

    /**
     * The input with its data.
     *
     * @param binary the binary data of this and the following inputs; what this input uses is taken off
     */
    Tensor tensor(ByteBuffer binary) throws IOException, Refusal {
        if (name == null) {
            throw Refusal.wrong("an input has no name");
        }
        if (type == null || shape == null) {
            throw Refusal.wrong("input '" + name + "' has no " + (type == null ? "datatype" : "shape"));
        }
        var all = count(name, shape);
        if (binarySize.isPresent()) {
            return new Tensor(name, type, shape, binary(name, type, all, binary));
        }
        var own = elements == null ? later(name, type, shape, all) : elements;
        return new Tensor(name, type, shape, own);
    }

    private Elements binary(String input, ElementType of, int count, ByteBuffer binary) throws Refusal {
        if (elements != null || dataAt != NOWHERE) {
            throw Refusal.wrong("input '" + input + "' has data and binary_data_size: send one of them");
        }
        var size = binarySize.orElseThrow();
        if (size > binary.remaining()) {
            throw Refusal.wrong(
                    "input '" + input + "' has a binary_data_size of " + size + ", but " + binary.remaining()
                            + " bytes follow: check Inference-Header-Content-Length, the length of the JSON");
        }
        var own = binary.slice().limit((int) size);
        binary.position(binary.position() + (int) size);
        return BinaryElements.read(input, of, own, count);
    }

    private Elements later(String input, ElementType of, long[] in, int count) throws IOException, Refusal {
        if (dataAt == NOWHERE) {
            throw Refusal.wrong("input '" + input + "' has neither data nor binary_data_size");
        }
        try (var json = RequestJson.parser(body, (int) dataAt, end)) {
            json.nextToken();
            return JsonElements.read(json, input, of, in, count);
        }
    }

    private static int count(String input, long[] shape) throws Refusal {
        var count = 1L;
        try {
            for (var length : shape) {
                count = Math.multiplyExact(count, length);
            }
            return Math.toIntExact(count);
        } catch (ArithmeticException e) {
            throw Refusal.wrong("input '" + input + "' has shape " + Arrays.toString(shape)
                    + ", more elements than any body holds");
        }
    }
}
