package io.sluicegate.scorer.trees;

import io.sluicegate.scorer.trees.Ensemble.Node;
import io.sluicegate.scorer.trees.Ensemble.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads {@code TreeEnsemble}, version 5 of the operators, whose inner nodes and leaves are lists of their own. */
final class EnsembleV5Reader {
    private static final int SUM = 1;
    private static final int NO_TRANSFORM = 0;

    private final NodeAttributes attributes;
    private final double[] modes;
    private final long[] whenTrue;
    private final long[] whenFalse;
    private final long[] trueIsLeaf;
    private final long[] falseIsLeaf;

    private EnsembleV5Reader(NodeAttributes attributes) throws NotCompilable {
        this.attributes = attributes;
        this.modes = attributes.tensor("nodes_modes");
        this.whenTrue = ofNodes("nodes_truenodeids");
        this.whenFalse = ofNodes("nodes_falsenodeids");
        this.trueIsLeaf = ofNodes("nodes_trueleafs");
        this.falseIsLeaf = ofNodes("nodes_falseleafs");
    }

    private long[] ofNodes(String name) throws NotCompilable {
        var list = attributes.integers(name);
        if (list.length != modes.length) {
            throw new NotCompilable(name + " has " + list.length + " elements instead of " + modes.length);
        }
        return list;
    }

    /** @param precise whether the input is of float64 */
    static Ensemble read(NodeAttributes attributes, boolean precise) throws NotCompilable {
        return new EnsembleV5Reader(attributes).read(precise);
    }

    private Ensemble read(boolean precise) throws NotCompilable {
        var targets = Math.toIntExact(attributes.integer("n_targets", 0));
        return new Ensemble(
                precise,
                nodes(targets),
                roots(),
                targets,
                new double[0],
                numbered(Aggregate.values(), attributes.integer("aggregate_function", SUM)),
                numbered(Transform.values(), attributes.integer("post_transform", NO_TRANSFORM)),
                List.of());
    }

    private static <T> T numbered(T[] values, long number) throws NotCompilable {
        if (number < 0 || number >= values.length) {
            throw new NotCompilable("it has the unknown number " + number + " for how sums are made or changed");
        }
        return values[(int) number];
    }

    private int[] roots() throws NotCompilable {
        var roots = attributes.integers("tree_roots");
        for (var root : roots) {
            var place = place(root, modes.length);
            if (trueIsLeaf[place] != 0 && falseIsLeaf[place] != 0 && whenTrue[place] == whenFalse[place]) {
                throw new NotCompilable("a tree is a single leaf"); // which leaf that is, runtimes disagree about
            }
        }
        return Arrays.stream(roots).mapToInt(Math::toIntExact).toArray();
    }

    private static int place(long place, int length) throws NotCompilable {
        if (place < 0 || place >= length) {
            throw new NotCompilable("it names node or leaf " + place + " of " + length);
        }
        return (int) place;
    }

    /** The inner nodes, then the leaves. */
    private List<Node> nodes(int targets) throws NotCompilable {
        var features = ofNodes("nodes_featureids");
        var splits = attributes.tensor("nodes_splits");
        var missing = attributes.integers("nodes_missing_value_tracks_true");
        var leafTargets = attributes.integers("leaf_targetids");
        var leafWeights = attributes.tensor("leaf_weights");
        if (splits.length != modes.length || leafTargets.length != leafWeights.length) {
            throw new NotCompilable("its lists have different lengths");
        }
        var nodes = new ArrayList<Node>(modes.length + leafTargets.length);
        for (var i = 0; i < modes.length; i++) {
            nodes.add(new Node(
                    Branch.numbered((int) modes[i]),
                    Math.toIntExact(features[i]),
                    splits[i],
                    i < missing.length && missing[i] == 1,
                    next(whenTrue[i], trueIsLeaf[i], leafTargets.length),
                    next(whenFalse[i], falseIsLeaf[i], leafTargets.length),
                    List.of()));
        }
        for (var i = 0; i < leafTargets.length; i++) {
            nodes.add(Node.leaf(List.of(new Weight(place(leafTargets[i], targets), leafWeights[i]))));
        }
        return nodes;
    }

    private int next(long place, long isLeaf, int leaves) throws NotCompilable {
        return isLeaf != 0 ? modes.length + place(place, leaves) : place(place, modes.length);
    }
}
