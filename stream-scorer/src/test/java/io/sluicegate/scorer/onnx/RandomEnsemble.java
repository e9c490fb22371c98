package io.sluicegate.scorer.onnx;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT64;
import static io.sluicegate.bundle.onnx.OnnxMaker.INT32;
import static io.sluicegate.bundle.onnx.OnnxMaker.INT64;
import static io.sluicegate.bundle.onnx.OnnxMaker.STRING;
import static io.sluicegate.bundle.onnx.OnnxMaker.UINT8;

import io.sluicegate.bundle.onnx.OnnxMaker;
import io.sluicegate.scorer.onnx.RandomTrees.Node;
import io.sluicegate.scorer.onnx.Zoo.Animal;
import io.sluicegate.scorer.onnx.Zoo.In;
import io.sluicegate.testing.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Models of one random tree ensemble each, with what may stand before and behind it. */
final class RandomEnsemble {
    private static final String[] MODES = {
        "BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ"
    };
    private static final int MEMBER = 6;
    /** The members of sets that are compiled. */
    private static final double[] MEMBERS = {1, 2, 3, 7, 30};

    private static final List<String> NUMBERED = List.of(MODES);

    private final Draw draw;
    private final SplittableRandom random;
    private final OnnxMaker model = new OnnxMaker();
    private final int features;
    private final List<In> inputs = new ArrayList<>();
    private final List<Object> attributes = new ArrayList<>();
    private int type = FLOAT32;
    private String matrix = "x";

    private RandomEnsemble(Draw draw) {
        this.draw = draw;
        this.random = new SplittableRandom(draw.anyLong());
        this.features = draw.between(1, 6);
    }

    static Animal regressor(Draw draw) {
        return new RandomEnsemble(draw).ofTargets();
    }

    static Animal classifier(Draw draw) {
        return new RandomEnsemble(draw).ofClasses();
    }

    static Animal ofVersion5(Draw draw) {
        return new RandomEnsemble(draw).numbered();
    }

    private List<Node> trees(int most) {
        var modes = draw.oneOf(true, false) ? MODES : new String[] {draw.oneOf(MODES)};
        return new RandomTrees(random, features, draw.between(0, 6), modes).grow(draw.between(1, most));
    }

    private void head(Integer... types) {
        type = draw.oneOf(types);
        var head = type == FLOAT32 ? draw.oneOf("", "", "Identity", "Scaler", "Concat", "Cast") : "";
        if (head.equals("Concat")) {
            input("x", FLOAT32, features);
            input("last", FLOAT32, 1);
            model.node("Concat", List.of("last", "x"), List.of("fed"), "axis", 1);
        } else if (head.equals("Cast")) {
            input("x", draw.oneOf(FLOAT64, INT64), features);
            model.node("Cast", List.of("x"), List.of("fed"), "to", FLOAT32);
        } else {
            input("x", type, features);
            if (head.equals("Identity")) {
                model.node("Identity", List.of("x"), List.of("fed"));
            } else if (head.equals("Scaler")) {
                model.ml("Scaler", List.of("x"), List.of("fed"), "offset", floats(features), "scale", floats(features));
            }
        }
        matrix = head.isEmpty() ? "x" : "fed";
    }

    private void input(String name, int ofType, int width) {
        model.input(name, ofType, ANY, width);
        inputs.add(new In(name, ofType, width));
    }

    private float[] floats(int count) {
        var floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = (float) RandomTrees.VALUES[random.nextInt(RandomTrees.VALUES.length)];
        }
        return floats;
    }

    private void add(String name, Object value) {
        attributes.add(name);
        attributes.add(value);
    }

    private void addNumbers(String name, double[] values) {
        if (type == FLOAT64 && draw.oneOf(true, false)) {
            add(name + "_as_tensor", OnnxMaker.list(FLOAT64, values));
        } else {
            var floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            add(name, floats);
        }
    }

    private static long[] longs(List<Node> nodes, ToLongFunction<Node> of) {
        return nodes.stream().mapToLong(of).toArray();
    }

    private static double[] doubles(List<Node> nodes, ToDoubleFunction<Node> of) {
        return nodes.stream().mapToDouble(of).toArray();
    }

    private void nodes(List<Node> nodes) {
        add("nodes_treeids", longs(nodes, node -> node.tree));
        add("nodes_nodeids", longs(nodes, node -> node.number));
        add("nodes_featureids", longs(nodes, node -> node.feature));
        add("nodes_modes", nodes.stream().map(node -> node.mode).toArray(String[]::new));
        addNumbers("nodes_values", doubles(nodes, node -> node.value));
        add("nodes_truenodeids", longs(nodes, node -> node.whenTrue));
        add("nodes_falsenodeids", longs(nodes, node -> node.whenFalse));
        if (draw.oneOf(true, false)) {
            add("nodes_missing_value_tracks_true", longs(nodes, node -> node.missingIsTrue ? 1 : 0));
        }
    }

    /** The leaves' additions: to one target each, to all, or to any. */
    private void weights(String of, List<Node> nodes, int targets, boolean positive) {
        var kind = draw.oneOf("one", "each", "all", "any");
        var only = random.nextInt(targets);
        var trees = new ArrayList<Long>();
        var numbers = new ArrayList<Long>();
        var ids = new ArrayList<Long>();
        var values = new ArrayList<Double>();
        for (var node : nodes) {
            var some = random.nextInt(targets);
            for (int target = 0; node.isLeaf() && target < targets; target++) {
                var adds =
                        switch (kind) {
                            case "one" -> target == only;
                            case "each" -> target == node.tree % targets;
                            case "all" -> true;
                            default -> target == some || random.nextBoolean();
                        };
                if (adds) {
                    trees.add((long) node.tree);
                    numbers.add((long) node.number);
                    ids.add((long) target);
                    values.add(weight(positive));
                }
            }
        }
        add(of + "_treeids", trees.stream().mapToLong(Long::longValue).toArray());
        add(of + "_nodeids", numbers.stream().mapToLong(Long::longValue).toArray());
        add(of + "_ids", ids.stream().mapToLong(Long::longValue).toArray());
        addNumbers(
                of + "_weights",
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private double weight(boolean positive) {
        var any = (random.nextDouble() * 2 - 1) * Math.pow(10, random.nextInt(-3, 2));
        var weight = (double) (float) (random.nextInt(8) == 0 ? random.nextInt(-1, 2) : any);
        return positive ? Math.abs(weight) : weight;
    }

    private void base(int count) {
        if (count > 0) {
            var values = new double[count];
            for (int i = 0; i < count; i++) {
                values[i] = weight(false);
            }
            addNumbers("base_values", values);
        }
    }

    private Animal ofTargets() {
        head(FLOAT32, FLOAT32, FLOAT64);
        var nodes = trees(9);
        var targets = draw.between(1, 4);
        add("n_targets", targets);
        nodes(nodes);
        weights("target", nodes, targets, false);
        base(draw.oneOf(0, targets));
        add("aggregate_function", draw.oneOf("SUM", "SUM", "AVERAGE", "MIN", "MAX"));
        add("post_transform", draw.oneOf("NONE", "NONE", "LOGISTIC", "SOFTMAX", "SOFTMAX_ZERO", "PROBIT"));
        model.ml("TreeEnsembleRegressor", List.of(matrix), List.of("sums"), attributes.toArray());
        var output = tail(targets, FLOAT32);
        return Zoo.animal("a regressor", model, inputs, Zoo.score(output));
    }

    private Animal ofClasses() {
        head(FLOAT32, FLOAT32, FLOAT32, FLOAT64, INT64, INT32);
        var nodes = trees(9);
        var classes = draw.between(2, 5);
        var texts = draw.oneOf(true, false);
        if (texts) {
            add("classlabels_strings", texts(classes));
        } else {
            add("classlabels_int64s", wholes(classes));
        }
        nodes(nodes);
        weights("class", nodes, classes, draw.oneOf(true, false));
        base(classes == 2 ? draw.oneOf(0, 1, 2) : draw.oneOf(0, classes));
        add("post_transform", draw.oneOf("NONE", "LOGISTIC", "LOGISTIC", "SOFTMAX", "SOFTMAX_ZERO", "PROBIT"));
        model.ml("TreeEnsembleClassifier", List.of(matrix), List.of("class", "sums"), attributes.toArray());
        model.node("Identity", List.of("class"), List.of("label"));
        if (draw.oneOf(true, false)) {
            model.ml(
                    "ZipMap",
                    List.of("sums"),
                    List.of("map"),
                    texts ? "classlabels_strings" : "classlabels_int64s",
                    texts ? texts(classes) : wholes(classes));
            model.mapOutput("map", texts ? STRING : INT64);
        } else {
            var unused = tail(classes, FLOAT32);
        }
        model.output("label", texts ? STRING : INT64, ANY);
        return Zoo.animal("a classifier", model, inputs, Zoo.label("label"));
    }

    private static String[] texts(int count) {
        var texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = "class " + (count - i);
        }
        return texts;
    }

    private static long[] wholes(int count) {
        var wholes = new long[count];
        for (int i = 0; i < count; i++) {
            wholes[i] = 10L * (count - i);
        }
        return wholes;
    }

    /** What stands behind the sums, and gives an output. */
    private String tail(int width, int ofType) {
        var kind = ofType == FLOAT32 ? draw.oneOf("", "Identity", "Cast", "Sigmoid", "Reshape", "Mul") : "";
        switch (kind) {
            case "Identity", "Sigmoid" -> model.node(kind, List.of("sums"), List.of("y"));
            case "Cast" -> model.node("Cast", List.of("sums"), List.of("y"), "to", FLOAT64);
            case "Reshape" ->
                model.integers("shape", new long[] {2}, -1, width)
                        .node("Reshape", List.of("sums", "shape"), List.of("y"));
            case "Mul" ->
                model.weights("factor", new long[] {1}, 0.3).node("Mul", List.of("sums", "factor"), List.of("y"));
            default -> {
                model.output("sums", ofType, ANY, width);
                return "sums";
            }
        }
        model.output("y", kind.equals("Cast") ? FLOAT64 : FLOAT32, ANY, width);
        return "y";
    }

    /** A {@code TreeEnsemble} of version 5. */
    private Animal numbered() {
        head(FLOAT32, FLOAT32, FLOAT64);
        model.mlOpset(5);
        var nodes = trees(7);
        var inner = nodes.stream().filter(node -> !node.isLeaf()).toList();
        var leaves = nodes.stream().filter(Node::isLeaf).toList();
        if (nodes.stream().anyMatch(node -> isRoot(nodes, node) && node.isLeaf())) {
            return regressor(draw); // a tree of version 5 has a node
        }
        var targets = draw.between(1, 3);
        var members = new ArrayList<Double>();
        var modes = new double[inner.size()];
        for (int i = 0; i < modes.length; i++) {
            modes[i] = random.nextInt(200) == 0 ? MEMBER : NUMBERED.indexOf(inner.get(i).mode);
            if (modes[i] == MEMBER) {
                random.doubles(random.nextInt(4) + 1L)
                        .map(any -> MEMBERS[(int) (any * MEMBERS.length)])
                        .distinct()
                        .forEach(members::add);
                members.add(Double.NaN);
            }
        }
        add("n_targets", targets);
        add("aggregate_function", draw.oneOf(0, 1, 1, 2, 3));
        add("post_transform", draw.oneOf(0, 0, 1, 2, 3));
        add(
                "tree_roots",
                longs(inner.stream().filter(node -> isRoot(nodes, node)).toList(), inner::indexOf));
        add("nodes_modes", OnnxMaker.list(UINT8, modes));
        add("nodes_featureids", longs(inner, node -> node.feature));
        add("nodes_splits", OnnxMaker.list(type, doubles(inner, node -> node.value)));
        add("nodes_truenodeids", longs(inner, node -> place(nodes, inner, leaves, node, node.whenTrue)));
        add("nodes_falsenodeids", longs(inner, node -> place(nodes, inner, leaves, node, node.whenFalse)));
        add(
                "nodes_trueleafs",
                longs(inner, node -> find(nodes, node, node.whenTrue).isLeaf() ? 1 : 0));
        add(
                "nodes_falseleafs",
                longs(inner, node -> find(nodes, node, node.whenFalse).isLeaf() ? 1 : 0));
        if (draw.oneOf(true, false)) {
            add("nodes_missing_value_tracks_true", longs(inner, node -> node.missingIsTrue ? 1 : 0));
        }
        if (!members.isEmpty()) {
            add(
                    "membership_values",
                    OnnxMaker.list(type, members.stream().mapToDouble(it -> it).toArray()));
        }
        add("leaf_targetids", longs(leaves, leaf -> random.nextInt(targets)));
        add("leaf_weights", OnnxMaker.list(type, doubles(leaves, leaf -> weight(false))));
        model.ml("TreeEnsemble", List.of(matrix), List.of("sums"), attributes.toArray());
        return Zoo.animal("a forest of version 5", model, inputs, Zoo.score(tail(targets, type)));
    }

    private static boolean isRoot(List<Node> nodes, Node node) {
        var place = nodes.indexOf(node);
        return place == 0 || nodes.get(place - 1).tree != node.tree;
    }

    private static Node find(List<Node> nodes, Node from, int number) {
        return nodes.stream()
                .filter(node -> node.tree == from.tree && node.number == number)
                .findFirst()
                .orElseThrow();
    }

    private static long place(List<Node> nodes, List<Node> inner, List<Node> leaves, Node from, int number) {
        var next = find(nodes, from, number);
        return next.isLeaf() ? leaves.indexOf(next) : inner.indexOf(next);
    }
}
