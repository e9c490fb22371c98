package io.sluicegate.scorer.trees;

import io.sluicegate.scorer.trees.Ensemble.Node;
import java.util.ArrayDeque;
import java.util.Deque;

/** How many questions may lie between the nodes of an ensemble and their furthest leaves; finds ways that lead back to themselves. */
final class Depths {
    private static final int UNSEEN = -1;
    private static final int OPEN = -2;

    private final Ensemble ensemble;
    private final int[] depths;

    Depths(Ensemble ensemble) throws NotCompilable {
        this.ensemble = ensemble;
        this.depths = new int[ensemble.nodes().size()];
        java.util.Arrays.fill(depths, UNSEEN);
        for (var root : ensemble.roots()) {
            visit(root);
        }
    }

    int of(int node) {
        return depths[node];
    }

    /** Finishes a node once the nodes behind it are finished. */
    private void visit(int root) throws NotCompilable {
        Deque<Integer> waiting = new ArrayDeque<>();
        waiting.push(root);
        while (!waiting.isEmpty()) {
            var place = waiting.peek();
            var node = ensemble.nodes().get(place);
            if (depths[place] >= 0 || node.isLeaf()) {
                depths[place] = Math.max(0, depths[place]);
                waiting.pop();
            } else if (depths[place] == OPEN) {
                depths[place] = questions(node) + Math.max(behind(node.whenTrue()), behind(node.whenFalse()));
                waiting.pop();
            } else {
                depths[place] = OPEN;
                open(node.whenTrue(), waiting);
                open(node.whenFalse(), waiting);
            }
        }
    }

    private void open(int place, Deque<Integer> waiting) throws NotCompilable {
        if (depths[place] == OPEN) {
            throw new NotCompilable("it has nodes that lead back to themselves");
        }
        if (depths[place] == UNSEEN) {
            waiting.push(place);
        }
    }

    private int behind(int place) throws NotCompilable {
        if (depths[place] < 0) {
            throw new NotCompilable("it has nodes that lead back to themselves");
        }
        return depths[place];
    }

    private static int questions(Node node) {
        return switch (node.branch()) {
            case EQ, NEQ -> 2;
            default -> 1;
        };
    }
}
