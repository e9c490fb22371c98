package io.sluicegate.scorer.trees;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tree ensemble that is ready to be walked by any number of threads, each with an {@link EnsembleWalk} of its own. */
public final class CompiledEnsemble {
    private static final String CLASSIFIER = "TreeEnsembleClassifier";
    private static final String REGRESSOR = "TreeEnsembleRegressor";
    private static final String ENSEMBLE = "TreeEnsemble";

    final Ensemble ensemble;
    final Forest forest;
    final int[] columns;
    final int[] missing;
    /** For each column of an ensemble of float64, the values that nodes compare its feature with. */
    final double[][] ranked;

    private final float[] only;
    private final int target;
    private final SparseTotals.@Nullable Weights weights;

    private CompiledEnsemble(Ensemble ensemble) throws NotCompilable {
        this.ensemble = ensemble;
        var keys = ensemble.precise() ? new DoubleKeys(ensemble) : new FloatKeys();
        this.forest = ForestBuilder.build(ensemble, keys);
        this.columns = keys.features();
        this.missing = keys.missing();
        this.ranked = keys instanceof DoubleKeys ranks ? ranks.ofColumns() : new double[0][];
        this.target = firstTarget();
        this.weights = isSimple() ? null : SparseTotals.Weights.of(forest, ensemble);
        this.only = weights == null ? onlyWeights() : new float[0];
    }

    /** Whether each leaf adds one weight of float32, all of them to the same target. */
    private boolean isSimple() {
        var sums = ensemble.aggregate() == Aggregate.SUM || ensemble.aggregate() == Aggregate.AVERAGE;
        var leaves = ensemble.nodes().stream().filter(Ensemble.Node::isLeaf);
        return sums
                && !ensemble.precise()
                && leaves.allMatch(leaf -> (leaf.weights().size() == 1 || ensemble.targets() == 1)
                        && leaf.weights().get(0).target() == target);
    }

    /** The target of the first weight. */
    private int firstTarget() {
        return ensemble.nodes().stream()
                .flatMap(node -> node.weights().stream())
                .mapToInt(Ensemble.Weight::target)
                .findFirst()
                .orElse(0);
    }

    private float[] onlyWeights() {
        var ofPlaces = new float[forest.places()];
        for (var place = 0; place < ofPlaces.length; place++) {
            var leaf = forest.leaf(place);
            ofPlaces[place] = leaf == Forest.NO_LEAF
                    ? 0
                    : (float) ensemble.nodes().get(leaf).weights().get(0).value();
        }
        return ofPlaces;
    }

    Totals totals(int rows) {
        return weights == null ? new FloatSums(only, target, rows) : new SparseTotals(weights, ensemble, rows);
    }

    /** Whether an operator of {@code ai.onnx.ml} is a tree ensemble. */
    public static boolean isEnsemble(String operator) {
        return operator.equals(CLASSIFIER) || operator.equals(REGRESSOR) || operator.equals(ENSEMBLE);
    }

    /**
     * Compiles a node of a graph.
     *
     * @param precise whether the node's input is of float64
     * @param features how many features a row has
     */
    public static CompiledEnsemble of(NodeProto node, boolean precise, int features) throws NotCompilable {
        var attributes = new NodeAttributes(node);
        var ensemble =
                switch (node.getOpType()) {
                    case CLASSIFIER -> EnsembleReader.classifier(attributes, precise);
                    case REGRESSOR -> EnsembleReader.regressor(attributes, precise);
                    default -> EnsembleV5Reader.read(attributes, precise);
                };
        check(ensemble, features);
        return new CompiledEnsemble(ensemble);
    }

    private static void check(Ensemble ensemble, int features) throws NotCompilable {
        if (ensemble.roots().length == 0 || ensemble.targets() < 1) {
            throw new NotCompilable("an ensemble has no trees or no targets");
        }
        if (ensemble.highestFeature() >= features) {
            throw new NotCompilable("a node asks for feature " + ensemble.highestFeature() + " of " + features);
        }
        if (ensemble.nodes().stream()
                .anyMatch(node -> node.isLeaf() && node.weights().isEmpty())) {
            throw new NotCompilable("a leaf has no weight");
        }
        if (ensemble.isClassifier()
                && ensemble.targets() == 2
                && ensemble.base().length == 1
                && !isOfOneClass(ensemble)) {
            throw new NotCompilable("its two classes share a base value"); // and ONNX Runtime leaves numbers undefined
        }
        if (ensemble.transform() == Transform.PROBIT) {
            throw new NotCompilable("its numbers are transformed by PROBIT");
        }
        if (ensemble.precise() && ensemble.targets() > 1 && ensemble.transform() != Transform.NONE) {
            throw new NotCompilable("its numbers of float64 are transformed by " + ensemble.transform());
        }
    }

    private static boolean isOfOneClass(Ensemble ensemble) {
        return ensemble.nodes().stream()
                        .flatMap(node -> node.weights().stream())
                        .mapToInt(Ensemble.Weight::target)
                        .distinct()
                        .count()
                == 1;
    }

    /** The classes of a classifier, as they are named in the label; empty for a regressor. */
    public List<Object> labels() {
        return Answers.of(ensemble).labels();
    }

    /** How many numbers a row gets. */
    public int targets() {
        return ensemble.targets();
    }

    /** The values that nodes compare a feature with; the highest feature is {@link #highestFeature()}. */
    public double[] thresholds(int feature) {
        return ensemble.nodes().stream()
                .filter(node -> !node.isLeaf() && node.feature() == feature)
                .mapToDouble(Ensemble.Node::value)
                .distinct()
                .toArray();
    }

    public int highestFeature() {
        return ensemble.highestFeature();
    }

    /** The trees and nodes in words. */
    public String size() {
        return forest.trees() + (forest.trees() == 1 ? " tree" : " trees");
    }

    /** A walk for one thread, for calls of up to so many rows. */
    public EnsembleWalk walk(int rows) {
        return new EnsembleWalk(this, rows);
    }
}
