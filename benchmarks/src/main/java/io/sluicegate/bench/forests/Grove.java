package io.sluicegate.bench.forests;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;
import static io.sluicegate.bundle.onnx.OnnxMaker.INT64;

import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.bundle.onnx.OnnxMaker;
import io.sluicegate.pipeline.config.FeatureDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** The forests that are measured: classifiers of two classes over one matrix, with a logistic function at the end, as boosters export them. */
enum Grove {
    SHALLOW("50 boosted trees of depth 2", 50, 2, 1, 256),
    BOOSTED("100 boosted trees of depth 6", 100, 6, 1, 4_096),
    BOOSTED_DEEPER("100 boosted trees of depth 8", 100, 8, 1, 16_384),
    LARGE("500 boosted trees of depth 6", 500, 6, 1, 4_096),
    RANDOM("50 random trees of depth 29", 50, 29, 1, 5_000);

    static final int FEATURES = 30;
    private static final String INPUT = "x";
    private static final long SEED = 7;

    private final String title;
    private final int trees;
    private final int depth;
    private final int fewest;
    private final int rows;

    Grove(String title, int trees, int depth, int fewest, int rows) {
        this.title = title;
        this.trees = trees;
        this.depth = depth;
        this.fewest = fewest;
        this.rows = rows;
    }

    String title() {
        return title;
    }

    /** Random rows. */
    static float[][] rows(Random random, int count) {
        var rows = new float[count][FEATURES];
        for (var row : rows) {
            for (int feature = 0; feature < FEATURES; feature++) {
                row[feature] = (float) random.nextGaussian();
            }
        }
        return rows;
    }

    /** Its trees, the same each time. */
    List<GrownTree> grow() {
        var random = new Random(SEED);
        var grown = new ArrayList<GrownTree>();
        for (int tree = 0; tree < trees; tree++) {
            grown.add(new GrownTree(random, depth, fewest).grow(rows(random, rows)));
        }
        return grown;
    }

    /** Its model. */
    byte[] onnx() {
        var places = new ArrayList<Place>();
        var grown = grow();
        for (int tree = 0; tree < grown.size(); tree++) {
            var nodes = grown.get(tree).nodes;
            for (int node = 0; node < nodes.size(); node++) {
                places.add(new Place(tree, node, nodes.get(node)));
            }
        }
        var leaves = places.stream().filter(place -> place.node().isLeaf()).toList();
        return new OnnxMaker()
                .input(INPUT, FLOAT32, ANY, FEATURES)
                .ml(
                        "TreeEnsembleClassifier",
                        List.of(INPUT),
                        List.of("label", "probabilities"),
                        "nodes_treeids",
                        longs(places, Place::tree),
                        "nodes_nodeids",
                        longs(places, Place::number),
                        "nodes_featureids",
                        longs(places, place -> place.node().feature()),
                        "nodes_modes",
                        places.stream()
                                .map(place -> place.node().isLeaf() ? "LEAF" : "BRANCH_LEQ")
                                .toArray(String[]::new),
                        "nodes_values",
                        floats(places.stream()
                                .map(place -> place.node().threshold())
                                .toList()),
                        "nodes_truenodeids",
                        longs(places, place -> place.node().whenTrue()),
                        "nodes_falsenodeids",
                        longs(places, place -> place.node().whenFalse()),
                        "class_treeids",
                        longs(leaves, Place::tree),
                        "class_nodeids",
                        longs(leaves, Place::number),
                        "class_ids",
                        longs(leaves, leaf -> 0),
                        "class_weights",
                        floats(leaves.stream().map(leaf -> leaf.node().weight()).toList()),
                        "classlabels_int64s",
                        new long[] {0, 1},
                        "post_transform",
                        "LOGISTIC")
                .output("label", INT64, ANY)
                .output("probabilities", FLOAT32, ANY, 2)
                .make();
    }

    /** A node's tree, and its number there. */
    private record Place(int tree, int number, GrownTree.Node node) {}

    private static long[] longs(List<Place> places, ToLongFunction<Place> of) {
        return places.stream().mapToLong(of).toArray();
    }

    private static float[] floats(List<Float> list) {
        var floats = new float[list.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = list.get(i);
        }
        return floats;
    }

    Manifest manifest() {
        var names =
                IntStream.range(0, FEATURES).mapToObj(column -> "f" + column).toList();
        return new Manifest(
                "grove",
                "1",
                "",
                names.stream()
                        .map(name -> new NeededFeature(name, FeatureDefinition.Type.DOUBLE))
                        .toList(),
                List.of(Input.matrix(INPUT, names)),
                new Output(
                        Output.score("probabilities", 1, OptionalDouble.empty()).score(),
                        Optional.of("label"),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        Optional.empty()),
                Instant.EPOCH,
                "random rows");
    }
}
