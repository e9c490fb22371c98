package io.sluicegate.scorer.trees;

import io.sluicegate.scorer.trees.Ensemble.Node;
import io.sluicegate.scorer.trees.Ensemble.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code TreeEnsembleClassifier} and {@code TreeEnsembleRegressor}, whose nodes are named by tree and number. A tree begins with the
 * first of its nodes in the list, as ONNX Runtime has it.
 */
final class EnsembleReader {

    private final NodeAttributes attributes;
    private final long[] trees;
    private final long[] numbers;
    private final Map<Name, Integer> places = new HashMap<>();

    /** A node's tree and its number there. */
    private record Name(long tree, long number) {}

    private EnsembleReader(NodeAttributes attributes) throws NotCompilable {
        this.attributes = attributes;
        this.trees = attributes.integers("nodes_treeids");
        this.numbers = attributes.integers("nodes_nodeids");
        check(trees.length, numbers.length);
        for (var place = 0; place < trees.length; place++) {
            if (places.put(new Name(trees[place], numbers[place]), place) != null) {
                throw new NotCompilable("tree " + trees[place] + " has node " + numbers[place] + " twice");
            }
        }
    }

    /** @param precise whether the input is of float64 */
    static Ensemble classifier(NodeAttributes attributes, boolean precise) throws NotCompilable {
        var labels = attributes.classes("classlabels_int64s", "classlabels_strings");
        if (labels.size() < 2) {
            throw new NotCompilable("its classifier has " + labels.size() + " classes");
        }
        return new EnsembleReader(attributes).read(precise, "class", labels.size(), Aggregate.SUM, labels);
    }

    /** @param precise whether the input is of float64 */
    static Ensemble regressor(NodeAttributes attributes, boolean precise) throws NotCompilable {
        var aggregate = named(Aggregate.class, attributes.text("aggregate_function", "SUM"));
        var targets = Math.toIntExact(attributes.integer("n_targets", 0));
        return new EnsembleReader(attributes).read(precise, "target", targets, aggregate, List.of());
    }

    private Ensemble read(boolean precise, String of, int targets, Aggregate aggregate, List<Object> labels)
            throws NotCompilable {
        return new Ensemble(
                precise,
                nodes(weights(of, targets)),
                roots(),
                targets,
                attributes.numbers("base_values", "base_values_as_tensor"),
                aggregate,
                named(Transform.class, attributes.text("post_transform", "NONE")),
                labels);
    }

    static <E extends Enum<E>> E named(Class<E> type, String name) throws NotCompilable {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new NotCompilable("it has the unknown word '" + name + "'");
        }
    }

    private static void check(int expected, int length) throws NotCompilable {
        if (length != expected) {
            throw new NotCompilable("a list about its nodes has " + length + " elements instead of " + expected);
        }
    }

    private int[] roots() throws NotCompilable {
        var roots = new ArrayList<Integer>();
        var seen = new HashSet<Long>();
        for (var place = 0; place < trees.length; place++) {
            if (place == 0 || trees[place] != trees[place - 1]) {
                if (!seen.add(trees[place])) {
                    throw new NotCompilable("the nodes of tree " + trees[place] + " aren't together");
                }
                roots.add(place);
            }
        }
        return roots.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The weights by the place of their leaf. */
    private Map<Integer, List<Weight>> weights(String of, int targets) throws NotCompilable {
        var ofTrees = attributes.integers(of + "_treeids");
        var ofNodes = attributes.integers(of + "_nodeids");
        var ids = attributes.integers(of + "_ids");
        var values = attributes.numbers(of + "_weights", of + "_weights_as_tensor");
        check(ids.length, ofTrees.length);
        check(ids.length, ofNodes.length);
        check(ids.length, values.length);
        var weights = new HashMap<Integer, List<Weight>>();
        for (var i = 0; i < ids.length; i++) {
            if (ids[i] < 0 || ids[i] >= targets) {
                throw new NotCompilable("a leaf adds to number " + ids[i] + " of " + targets);
            }
            weights.computeIfAbsent(place(ofTrees[i], ofNodes[i]), any -> new ArrayList<>(1))
                    .add(new Weight((int) ids[i], values[i]));
        }
        return weights;
    }

    private int place(long tree, long number) throws NotCompilable {
        var place = places.get(new Name(tree, number));
        if (place == null) {
            throw new NotCompilable("tree " + tree + " has no node " + number);
        }
        return place;
    }

    private List<Node> nodes(Map<Integer, List<Weight>> weights) throws NotCompilable {
        var modes = attributes.texts("nodes_modes");
        var features = attributes.integers("nodes_featureids");
        var values = attributes.numbers("nodes_values", "nodes_values_as_tensor");
        var missing = attributes.integers("nodes_missing_value_tracks_true");
        var whenTrue = attributes.integers("nodes_truenodeids");
        var whenFalse = attributes.integers("nodes_falsenodeids");
        for (var length : new int[] {modes.size(), features.length, values.length, whenTrue.length, whenFalse.length}) {
            check(trees.length, length);
        }
        var nodes = new ArrayList<Node>(trees.length);
        for (var i = 0; i < trees.length; i++) {
            var branch = Branch.named(modes.get(i));
            if (branch == Branch.LEAF) {
                nodes.add(Node.leaf(weights.getOrDefault(i, List.of())));
            } else {
                nodes.add(new Node(
                        branch,
                        Math.toIntExact(features[i]),
                        values[i],
                        i < missing.length && missing[i] == 1,
                        place(trees[i], whenTrue[i]),
                        place(trees[i], whenFalse[i]),
                        List.of()));
            }
        }
        return nodes;
    }
}
