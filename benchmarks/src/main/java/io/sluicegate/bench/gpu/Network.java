package io.sluicegate.bench.gpu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.pipeline.config.FeatureDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A model of the benchmark: which layers over which row. */
@SuppressWarnings("ImmutableEnumChecker") // nobody changes a shape, and the layers are functions
enum Network {
    MLP_SMALL("MLP of 10 K", graph -> Layers.mlp(graph, 64, 100, 32, 1), 64),
    MLP_MEDIUM("MLP of 1 M", graph -> Layers.mlp(graph, 256, 1024, 720, 1), 256),
    MLP_LARGE("MLP of 100 M", graph -> Layers.mlp(graph, 768, 4096, 4096, 4096, 4096, 4096, 4096, 3072, 1), 768),
    CONVOLUTION("convolution over 3×32×32", graph -> Layers.convolution(graph, 3, 32, 64, 128), 3, 32, 32),
    TRANSFORMER("transformer over 32×128", graph -> Layers.transformer(graph, 2, 32, 128, 4), 32, 128),
    FOREST("forest of 100 trees", graph -> new Forest(100, 6, 30).addTo(graph), 30);

    private final String title;
    private final Consumer<Graph> layers;
    private final long[] row;

    Network(String title, Consumer<Graph> layers, long... row) {
        this.title = title;
        this.layers = layers;
        this.row = row;
    }

    String title() {
        return title;
    }

    /** The numbers in a row. */
    int width() {
        return Math.toIntExact(LongStream.of(row).reduce(1, Math::multiplyExact));
    }

    Graph graph() {
        var graph = new Graph(row);
        layers.accept(graph);
        return graph;
    }

    Manifest manifest() {
        var features = names().stream()
                .map(name -> new NeededFeature(name, FeatureDefinition.Type.DOUBLE))
                .toList();
        return new Manifest(
                name(),
                "1",
                "",
                features,
                List.of(Input.matrix(Graph.INPUT, names())),
                Output.score(Graph.OUTPUT, 0, OptionalDouble.empty()),
                Instant.EPOCH,
                "random weights");
    }

    /** One row to run the model on, without an answer that it must give. */
    Golden golden() {
        var zeros = names().stream()
                .collect(Collectors.toMap(Function.identity(), name -> (JsonNode) DoubleNode.valueOf(0)));
        return new Golden(1, List.of(new Golden.Vector(zeros, Map.of(), OptionalDouble.empty())));
    }

    private List<String> names() {
        return IntStream.range(0, width()).mapToObj(column -> "f" + column).toList();
    }
}
