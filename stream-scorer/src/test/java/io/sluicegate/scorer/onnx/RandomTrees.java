package io.sluicegate.scorer.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Trees of any shape over some features, with the nodes of each tree in any order behind its root. */
final class RandomTrees {
    static final double[] VALUES = {
        0, -0.0, 1, -1, 2, 3, 7, 30, 31, -2, 0.5, -0.5, 0.1f, 1e-3f, 1e6f, -1e6f, Float.MIN_VALUE, -Float.MIN_VALUE
    };

    private final SplittableRandom random;
    private final int features;
    private final int deepest;
    private final String[] modes;
    private final List<Node> nodes = new ArrayList<>();

    /** A node; a leaf has neither children nor a mode. */
    static final class Node {
        final int tree;
        int number;
        String mode = "LEAF";
        int feature;
        double value;
        boolean missingIsTrue;
        int whenTrue;
        int whenFalse;

        Node(int tree) {
            this.tree = tree;
        }

        boolean isLeaf() {
            return mode.equals("LEAF");
        }
    }

    RandomTrees(SplittableRandom random, int features, int deepest, String... modes) {
        this.random = random;
        this.features = features;
        this.deepest = deepest;
        this.modes = modes;
    }

    /** The nodes of so many trees, one tree after the other. */
    List<Node> grow(int trees) {
        for (int tree = 0; tree < trees; tree++) {
            var ofTree = new ArrayList<Node>();
            grow(tree, 0, ofTree);
            nodes.addAll(shuffled(ofTree));
        }
        return nodes;
    }

    private int grow(int tree, int depth, List<Node> ofTree) {
        var node = new Node(tree);
        node.number = ofTree.size();
        ofTree.add(node);
        if (depth < deepest && (depth == 0 || random.nextInt(4) > 0)) {
            node.mode = modes[random.nextInt(modes.length)];
            node.feature = random.nextInt(features);
            node.value = VALUES[random.nextInt(VALUES.length)];
            node.missingIsTrue = random.nextBoolean();
            node.whenTrue = grow(tree, depth + 1, ofTree);
            node.whenFalse = grow(tree, depth + 1, ofTree);
        }
        return node.number;
    }

    /** Gives the nodes other numbers and another order; the root stays the first. */
    private List<Node> shuffled(List<Node> ofTree) {
        var numbers = new ArrayList<Integer>();
        for (int i = 0; i < ofTree.size(); i++) {
            numbers.add(i);
        }
        var seeded = new java.util.Random(random.nextLong());
        Collections.shuffle(numbers, seeded);
        for (var node : ofTree) {
            node.number = numbers.get(node.number);
            node.whenTrue = numbers.get(node.whenTrue);
            node.whenFalse = numbers.get(node.whenFalse);
        }
        Collections.shuffle(ofTree.subList(1, ofTree.size()), seeded);
        return ofTree;
    }
}
