package io.sluicegate.scorer.trees;

import io.sluicegate.scorer.trees.Ensemble.Node;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Lays out an ensemble as a {@link Forest}. Every comparison becomes one or two questions whether a key is at most another. Nodes lie in the
 * order of a walk that goes left first, and the two next nodes of a question lie side by side. Where several questions lead to the same node,
 * each has a copy of it, and the copies lead to the same next nodes.
 */
final class ForestBuilder {
    private static final int FIRST_ROOM = 1024;
    private static final int NOWHERE = -1;

    /** Where a row goes. */
    private sealed interface Way {}

    /** To a node of the ensemble. */
    private record Go(int node) implements Way {}

    /** To the left if the column's key is at most this one, otherwise to the right. */
    private record Ask(int column, int key, Way left, Way right) implements Way {}

    private record Waiting(Way way, int place) {}

    private final Ensemble ensemble;
    private final Keys keys;
    private final int columnBits;
    private final long most;
    /** Where each node of the ensemble lies first. */
    private final int[] placed;

    private long[] nodes;
    private int[] leaves;
    private int next;

    private ForestBuilder(Ensemble ensemble, Keys keys) {
        this.ensemble = ensemble;
        this.keys = keys;
        this.columnBits = Integer.SIZE - Integer.numberOfLeadingZeros(2 * ensemble.highestFeature() + 2);
        this.most = 1L << (Integer.SIZE - columnBits);
        this.placed = new int[ensemble.nodes().size()];
        Arrays.fill(placed, NOWHERE);
        this.nodes = new long[FIRST_ROOM];
        this.leaves = new int[FIRST_ROOM];
    }

    static Forest build(Ensemble ensemble, Keys keys) throws NotCompilable {
        return new ForestBuilder(ensemble, keys).build();
    }

    private Forest build() throws NotCompilable {
        var trees = ensemble.roots().length;
        var ofNodes = new Depths(ensemble);
        var roots = new int[trees];
        var depths = new int[trees];
        for (var tree = 0; tree < trees; tree++) {
            roots[tree] = room();
            depths[tree] = ofNodes.of(ensemble.roots()[tree]);
            place(new Go(ensemble.roots()[tree]), roots[tree]);
        }
        return new Forest(
                Arrays.copyOf(nodes, next), Arrays.copyOf(leaves, next), roots, depths, columnBits, keys.width());
    }

    /** The place of two new nodes. */
    private int room() throws NotCompilable {
        if (next + 2 > most) {
            throw new NotCompilable("it has too many nodes");
        }
        if (next + 2 > nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * nodes.length);
            leaves = Arrays.copyOf(leaves, nodes.length);
        }
        leaves[next] = Forest.NO_LEAF;
        leaves[next + 1] = Forest.NO_LEAF;
        next += 2;
        return next - 2;
    }

    private void place(Way root, int at) throws NotCompilable {
        Deque<Waiting> waiting = new ArrayDeque<>();
        waiting.push(new Waiting(root, at));
        while (!waiting.isEmpty()) {
            var now = waiting.pop();
            var way = asked(now.way());
            if (now.way() instanceof Go go && way instanceof Ask && placed[go.node()] != NOWHERE) {
                nodes[now.place()] = nodes[placed[go.node()]];
            } else if (way instanceof Ask ask) {
                var left = room();
                nodes[now.place()] = Forest.node(ask.key(), left, ask.column(), columnBits);
                waiting.push(new Waiting(ask.right(), left + 1));
                waiting.push(new Waiting(ask.left(), left));
                note(now);
            } else {
                nodes[now.place()] = Forest.node(Keys.HIGHEST, now.place(), 0, columnBits);
                leaves[now.place()] = ((Go) way).node();
            }
        }
    }

    private void note(Waiting now) {
        if (now.way() instanceof Go go) {
            placed[go.node()] = now.place();
        }
    }

    /** The way with the question of the node that it goes to; a way to a leaf stays. */
    private Way asked(Way way) {
        var now = way;
        while (now instanceof Go go && !ensemble.nodes().get(go.node()).isLeaf()) {
            now = question(ensemble.nodes().get(go.node()));
        }
        return now;
    }

    private Way question(Node node) {
        var value = node.value();
        var never = Double.isNaN(value);
        Way whenTrue = new Go(node.whenTrue());
        Way whenFalse = new Go(node.whenFalse());
        return switch (node.branch()) {
            case LEQ -> ask(node, never ? Keys.NEVER : atMost(node, value), node.missingIsTrue(), whenTrue, whenFalse);
            case LT -> ask(node, never ? Keys.NEVER : below(node, value), node.missingIsTrue(), whenTrue, whenFalse);
            case GT -> ask(node, never ? Keys.ALWAYS : atMost(node, value), !node.missingIsTrue(), whenFalse, whenTrue);
            case GTE -> ask(node, never ? Keys.ALWAYS : below(node, value), !node.missingIsTrue(), whenFalse, whenTrue);
            case NEQ ->
                never
                        ? whenTrue
                        : ask(node, atMost(node, value), false, unequal(node, value, whenTrue, whenFalse), whenTrue);
            default -> never ? neverEqual(node, whenTrue, whenFalse) : equal(node, value + 0.0, whenTrue, whenFalse);
        };
    }

    private Way unequal(Node node, double value, Way whenTrue, Way whenFalse) {
        return ask(node, below(node, value), false, whenTrue, whenFalse);
    }

    private Way neverEqual(Node node, Way whenTrue, Way whenFalse) {
        return node.missingIsTrue() ? ask(node, Keys.NEVER, true, whenTrue, whenFalse) : whenFalse;
    }

    /** A missing value that counts as true goes left, then right. */
    private Way equal(Node node, double value, Way whenTrue, Way whenFalse) {
        var atMost = ask(node, below(node, value), false, whenFalse, whenTrue);
        return ask(node, atMost(node, value), node.missingIsTrue(), atMost, whenFalse);
    }

    private int atMost(Node node, double value) {
        return keys.atMost(node.feature(), value);
    }

    private int below(Node node, double value) {
        return keys.below(node.feature(), value);
    }

    private Ask ask(Node node, int key, boolean missingGoesLeft, Way left, Way right) {
        return new Ask(keys.column(node.feature(), missingGoesLeft), key, left, right);
    }
}
