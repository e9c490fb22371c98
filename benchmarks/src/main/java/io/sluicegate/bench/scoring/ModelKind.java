package io.sluicegate.bench.scoring;

import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.pipeline.config.FeatureSet;
import java.util.List;
import java.util.Locale;

/** The models that can be measured: each has features, inputs and a graph, and the same weights each time. */
public enum ModelKind {
    /** A dense network over one matrix: a few microseconds a row. */
    SMALL("dense network of 30-64-64-1 units over one matrix"),
    /** A dense network over one matrix: a quarter of a millisecond a row, if rows come alone. */
    HEAVY("dense network of 30-1024-1024-1 units over one matrix"),
    /** The small network with an input for each column, as scikit-learn's converters export. */
    INPUTS("dense network of 30-64-64-1 units over 30 inputs"),
    /** Ten strings, one-hot encoded in the graph, beside twenty numbers. */
    CATEGORIES("linear model over 10 one-hot encoded strings and 20 numbers"),
    /** A convolution over an image of bytes. */
    IMAGE("convolution over an image of 28×28 bytes"),
    /** Boosted trees. */
    FOREST("500 trees of depth 6 over one matrix"),
    /** The network of Crayfish's benchmark, over one vector. */
    FFNN("dense network of 784-32-32-32-32-10 units over a vector of 784 numbers");

    private static final int SMALL_LAYER = 64;
    private static final int HEAVY_LAYER = 1024;

    private final String description;

    ModelKind(String description) {
        this.description = description;
    }

    public String description() {
        return description;
    }

    public FeatureSet features() {
        return switch (this) {
            case CATEGORIES -> BenchFeatures.mixed();
            case IMAGE -> BenchFeatures.image();
            case FFNN -> BenchFeatures.vector();
            default -> BenchFeatures.numbers();
        };
    }

    public List<Input> inputs() {
        var names = BenchFeatures.names(features());
        return switch (this) {
            case INPUTS ->
                names.stream()
                        .map(name -> new Input(name, ElementType.FLOAT32, List.of(name)))
                        .toList();
            case CATEGORIES ->
                List.of(
                        Input.matrix(Graphs.MATRIX, BenchFeatures.numbers(features())),
                        new Input(Graphs.TEXTS, ElementType.STRING, BenchFeatures.texts(features())));
            case IMAGE -> List.of(new Input(Graphs.IMAGE, ElementType.UINT8, names));
            default -> List.of(Input.matrix(Graphs.MATRIX, names));
        };
    }

    public byte[] onnx() {
        return switch (this) {
            case SMALL -> Graphs.network(Graphs.matrix(BenchFeatures.COUNT), SMALL_LAYER);
            case HEAVY -> Graphs.network(Graphs.matrix(BenchFeatures.COUNT), HEAVY_LAYER);
            case INPUTS -> Graphs.network(Graphs.columns(BenchFeatures.names(features())), SMALL_LAYER);
            case CATEGORIES ->
                Graphs.categories(
                        BenchFeatures.numbers(features()).size(),
                        BenchFeatures.texts(features()).size());
            case IMAGE -> Graphs.image();
            case FOREST -> Graphs.forest();
            case FFNN -> Graphs.classes();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
