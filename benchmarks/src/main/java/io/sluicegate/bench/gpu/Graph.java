package io.sluicegate.bench.gpu;

import com.google.protobuf.UnsafeByteOperations;
import io.sluicegate.bundle.onnx.OnnxMaker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** A model in the making, with one input and one score for each row; its random weights are the same each time. */
final class Graph {
    static final String INPUT = "features";
    static final String OUTPUT = "score";

    private static final long SEED = 7;
    private static final int OPERATORS = 17;

    private final OnnxMaker maker = new OnnxMaker().opset(OPERATORS);
    private final Random random = new Random(SEED);
    private long parameters;
    private int nodes;
    private int initializers;

    /** @param row the shape of one row of the input */
    Graph(long... row) {
        var shape = LongStream.concat(LongStream.of(OnnxMaker.ANY), LongStream.of(row))
                .toArray();
        maker.input(INPUT, OnnxMaker.FLOAT32, shape).output(OUTPUT, OnnxMaker.FLOAT32, OnnxMaker.ANY, 1);
    }

    /** How many numbers the model has learned, or would have. */
    long parameters() {
        return parameters;
    }

    /** Counts parameters that aren't weights of their own, such as the nodes of a tree. */
    void count(long further) {
        parameters += further;
    }

    Random random() {
        return random;
    }

    /** Random weights, small enough for sums over {@code inputs} of them. */
    String weights(long inputs, long... shape) {
        var size = Math.toIntExact(LongStream.of(shape).reduce(1, Math::multiplyExact));
        var bytes = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        var scale = (float) (2 / Math.sqrt((double) inputs));
        for (int i = 0; i < size; i++) {
            bytes.putFloat((random.nextFloat() - 0.5f) * scale);
        }
        parameters += size;
        return initializer(OnnxMaker.FLOAT32, bytes.array(), shape);
    }

    /** Whole numbers that belong to the model's structure. */
    String integers(long... values) {
        var bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        LongStream.of(values).forEach(bytes::putLong);
        return initializer(OnnxMaker.INT64, bytes.array(), values.length);
    }

    private String initializer(int type, byte[] bytes, long... shape) {
        var name = "weights" + initializers++;
        maker.raw(name, type, shape, UnsafeByteOperations.unsafeWrap(bytes));
        return name;
    }

    /** Adds a node with attributes, name and value in turn; returns the name of its output. */
    String node(String type, List<String> inputs, Object... attributes) {
        var output = named(type);
        maker.node(type, inputs, List.of(output), attributes);
        return output;
    }

    /** Adds the node whose output is the score. */
    void last(String type, List<String> inputs, Object... attributes) {
        maker.node(type, inputs, List.of(OUTPUT), attributes);
    }

    /** Adds the node of classical machine learning whose output is the score. */
    void lastOfMl(String type, List<String> inputs, Object... attributes) {
        maker.ml(type, inputs, List.of(OUTPUT), attributes);
    }

    private String named(String type) {
        return type + nodes++;
    }

    /** Writes the model's file. */
    void write(Path file) throws IOException {
        maker.writeTo(file);
    }
}
