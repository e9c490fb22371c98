package io.sluicegate.fraud.training;

import java.util.ArrayList;
import java.util.List;
import org.tribuo.classification.Label;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;

/**
 * A forest in the form of ONNX: parallel lists with one entry for each node, and others with one entry for each leaf.
 *
 * <p>Tribuo splits on doubles, ONNX on floats. A threshold is rounded down to a float: inputs are floats, so no input lies
 * between the two and every row goes the same way.
 */
final class FlatTrees {
    private final Forest forest;
    private final List<Long> treeIds = new ArrayList<>();
    private final List<Long> nodeIds = new ArrayList<>();
    private final List<Long> columns = new ArrayList<>();
    private final List<String> modes = new ArrayList<>();
    private final List<Float> thresholds = new ArrayList<>();
    private final List<Long> whenTrue = new ArrayList<>();
    private final List<Long> whenFalse = new ArrayList<>();
    private final List<Long> missingIsTrue = new ArrayList<>();
    private final List<Long> leafTreeIds = new ArrayList<>();
    private final List<Long> leafNodeIds = new ArrayList<>();
    private final List<Float> leafScores = new ArrayList<>();
    private long tree;
    private long nextNode;

    private FlatTrees(Forest forest) {
        this.forest = forest;
    }

    static FlatTrees of(Forest forest) {
        var flat = new FlatTrees(forest);
        for (var model : forest.trees()) {
            flat.nextNode = 0;
            flat.add(((TreeModel<Label>) model).getRoot());
            flat.tree++;
        }
        return flat;
    }

    private long add(Node<Label> node) {
        return node instanceof SplitNode<Label> split ? add(split) : add((LeafNode<Label>) node);
    }

    private long add(SplitNode<Label> split) {
        float threshold = roundedDown(split.splitValue());
        int index = treeIds.size();
        long id = addNode("BRANCH_LEQ", forest.column(split.getFeatureID()), threshold);
        missingIsTrue.set(index, Forest.MISSING <= threshold ? 1L : 0L);
        whenTrue.set(index, add(split.getLessThanOrEqual()));
        whenFalse.set(index, add(split.getGreaterThan()));
        return id;
    }

    private long add(LeafNode<Label> leaf) {
        long id = addNode("LEAF", 0, 0);
        leafTreeIds.add(tree);
        leafNodeIds.add(id);
        leafScores.add((float) Forest.fraudShare(leaf.getDistribution()));
        return id;
    }

    private long addNode(String mode, long column, float threshold) {
        long id = nextNode++;
        treeIds.add(tree);
        nodeIds.add(id);
        modes.add(mode);
        columns.add(column);
        thresholds.add(threshold);
        whenTrue.add(0L);
        whenFalse.add(0L);
        missingIsTrue.add(0L);
        return id;
    }

    private static float roundedDown(double threshold) {
        float near = (float) threshold;
        return near > threshold ? Math.nextDown(near) : near;
    }

    List<Long> treeIds() {
        return treeIds;
    }

    List<Long> nodeIds() {
        return nodeIds;
    }

    List<Long> columns() {
        return columns;
    }

    List<String> modes() {
        return modes;
    }

    List<Float> thresholds() {
        return thresholds;
    }

    List<Long> whenTrue() {
        return whenTrue;
    }

    List<Long> whenFalse() {
        return whenFalse;
    }

    List<Long> missingIsTrue() {
        return missingIsTrue;
    }

    List<Long> leafTreeIds() {
        return leafTreeIds;
    }

    List<Long> leafNodeIds() {
        return leafNodeIds;
    }

    List<Float> leafScores() {
        return leafScores;
    }
}
