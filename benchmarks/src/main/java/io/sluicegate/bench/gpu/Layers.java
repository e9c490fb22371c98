package io.sluicegate.bench.gpu;

import java.util.List;

/** The parts that the benchmark's models are made of. */
final class Layers {
    private static final long KERNEL = 3;

    private Layers() {}

    /** Dense layers of these widths, the input's first, with ReLU between them and a sigmoid at the end. */
    static void mlp(Graph graph, long... widths) {
        var last = widths.length - 1;
        var x = Graph.INPUT;
        for (int layer = 1; layer < last; layer++) {
            x = graph.node("Relu", List.of(dense(graph, x, widths[layer - 1], widths[layer])));
        }
        score(graph, x, widths[last - 1]);
    }

    private static String dense(Graph graph, String x, long inputs, long outputs) {
        return graph.node("Gemm", List.of(x, graph.weights(inputs, inputs, outputs), graph.weights(inputs, outputs)));
    }

    private static void score(Graph graph, String x, long inputs) {
        graph.last("Sigmoid", List.of(dense(graph, x, inputs, 1)));
    }

    /** Convolutions with so many channels, the image's first; each but the first halves the image. */
    static void convolution(Graph graph, long... channels) {
        var x = Graph.INPUT;
        for (int layer = 1; layer < channels.length; layer++) {
            var stride = layer == 1 ? 1L : 2L;
            var inputs = channels[layer - 1] * KERNEL * KERNEL;
            var kernels = graph.weights(inputs, channels[layer], channels[layer - 1], KERNEL, KERNEL);
            var convolved = graph.node(
                    "Conv",
                    List.of(x, kernels, graph.weights(inputs, channels[layer])),
                    "kernel_shape",
                    new long[] {KERNEL, KERNEL},
                    "pads",
                    new long[] {1, 1, 1, 1},
                    "strides",
                    new long[] {stride, stride});
            x = graph.node("Relu", List.of(convolved));
        }
        var pooled = graph.node("GlobalAveragePool", List.of(x));
        score(graph, graph.node("Flatten", List.of(pooled), "axis", 1L), channels[channels.length - 1]);
    }

    /** Encoder layers of a transformer over {@code tokens} vectors of {@code width} numbers. */
    static void transformer(Graph graph, int layers, long tokens, long width, long heads) {
        var x = Graph.INPUT;
        for (int layer = 0; layer < layers; layer++) {
            x = normalized(graph, x, attention(graph, x, tokens, width, heads), width);
            x = normalized(graph, x, feedForward(graph, x, width, 4 * width), width);
        }
        var mean = graph.node("ReduceMean", List.of(x), "axes", new long[] {1}, "keepdims", 0L);
        score(graph, mean, width);
    }

    private static String normalized(Graph graph, String x, String change, long width) {
        var sum = graph.node("Add", List.of(x, change));
        return graph.node(
                "LayerNormalization", List.of(sum, graph.weights(1, width), graph.weights(1, width)), "axis", -1L);
    }

    private static String feedForward(Graph graph, String x, long width, long hidden) {
        var wide = graph.node("Relu", List.of(times(graph, x, width, hidden)));
        return times(graph, wide, hidden, width);
    }

    private static String times(Graph graph, String x, long inputs, long outputs) {
        return graph.node("MatMul", List.of(x, graph.weights(inputs, inputs, outputs)));
    }

    private static String attention(Graph graph, String x, long tokens, long width, long heads) {
        var apart = graph.integers(0, tokens, heads, width / heads);
        var queries = head(graph, times(graph, x, width, width), apart, 0, 2, 1, 3);
        var keys = head(graph, times(graph, x, width, width), apart, 0, 2, 3, 1);
        var values = head(graph, times(graph, x, width, width), apart, 0, 2, 1, 3);
        var likeness = graph.node("Softmax", List.of(graph.node("MatMul", List.of(queries, keys))), "axis", -1L);
        var mixed = graph.node("MatMul", List.of(likeness, values));
        var ordered = graph.node("Transpose", List.of(mixed), "perm", new long[] {0, 2, 1, 3});
        var together = graph.node("Reshape", List.of(ordered, graph.integers(0, tokens, width)));
        return times(graph, together, width, width);
    }

    private static String head(Graph graph, String x, String shape, long... order) {
        return graph.node("Transpose", List.of(graph.node("Reshape", List.of(x, shape))), "perm", order);
    }
}
