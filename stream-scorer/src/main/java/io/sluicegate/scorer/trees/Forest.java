package io.sluicegate.scorer.trees;

/**
 * Trees in one array, and the walk from their roots to their leaves. A node is 64 bits: its key, the place of the left one of its two next
 * nodes, and the column whose key is asked for. A step subtracts and takes the sign: the next node is the left one, or the one behind it.
 * Nothing branches on what a row holds, so nothing is predicted wrongly, and a processor works on several ways at once because none waits
 * for another: of four rows through one tree, or of one row through four trees. A leaf leads to itself, so that ways of unequal length can
 * be walked side by side. In deep trees, of which most ways end early, a walk ends once all of its ways have.
 */
final class Forest {
    /** How many ways are walked side by side. */
    static final int LANES = 4;
    /** Stands for the number of a leaf at a place without one. */
    static final int NO_LEAF = -1;
    /** Trees up to this depth are walked to their full depth. */
    private static final int SHALLOW = 10;

    private final long[] nodes;
    private final int[] leaves;
    private final int[] roots;
    private final int[] depths;
    private final int trees;
    private final int shift;
    private final int mask;
    private final int width;

    /**
     * @param leaves for the place of a leaf, its number in the ensemble
     * @param depths the steps from each root to its tree's deepest leaf
     * @param columnBits how many bits of a node are its column
     * @param width how many keys a row has
     */
    Forest(long[] nodes, int[] leaves, int[] roots, int[] depths, int columnBits, int width) {
        this.nodes = nodes;
        this.leaves = leaves;
        this.trees = roots.length;
        this.roots = padded(roots);
        this.depths = padded(depths);
        this.shift = columnBits;
        this.mask = (1 << columnBits) - 1;
        this.width = width;
    }

    /** Repeats the first tree, so that the trees fill the lanes. */
    private static int[] padded(int[] ofTrees) {
        var padded = new int[room(ofTrees.length)];
        java.util.Arrays.fill(padded, ofTrees.length == 0 ? 0 : ofTrees[0]);
        System.arraycopy(ofTrees, 0, padded, 0, ofTrees.length);
        return padded;
    }

    /** The next multiple of the lanes: the room that so many rows or trees need. */
    static int room(int count) {
        return (count + LANES - 1) / LANES * LANES;
    }

    /** A node as bits. */
    static long node(int key, int left, int column, int columnBits) {
        return ((long) key << Integer.SIZE) | Integer.toUnsignedLong((left << columnBits) | column);
    }

    int trees() {
        return trees;
    }

    int width() {
        return width;
    }

    /** How many places of nodes there are. */
    int places() {
        return nodes.length;
    }

    /** The ensemble's number of the leaf at a place; {@link #NO_LEAF} if there is none. */
    int leaf(int place) {
        return leaves[place];
    }

    /**
     * The places of the leaves that rows reach in one tree.
     *
     * @param keys the keys of the rows, with room for {@link #room} of them
     * @param into with as much room
     */
    void ofTree(int tree, int[] keys, int rows, int[] into) {
        var root = roots[tree];
        var depth = depths[tree];
        for (var row = 0; row < rows; row += LANES) {
            var at = row * width;
            if (depth <= SHALLOW) {
                walk(depth, keys, root, at, root, at + width, root, at + 2 * width, root, at + 3 * width, into, row);
            } else {
                walkUntilLeaves(
                        keys, root, at, root, at + width, root, at + 2 * width, root, at + 3 * width, into, row);
            }
        }
    }

    /**
     * The places of the leaves that one row reaches in each tree.
     *
     * @param at where the row's keys begin
     * @param into with {@link #room} for the trees
     */
    void ofRow(int[] keys, int at, int[] into) {
        for (var tree = 0; tree < trees; tree += LANES) {
            var a = roots[tree];
            var b = roots[tree + 1];
            var c = roots[tree + 2];
            var d = roots[tree + 3];
            var depth =
                    Math.max(Math.max(depths[tree], depths[tree + 1]), Math.max(depths[tree + 2], depths[tree + 3]));
            if (depth <= SHALLOW) {
                walk(depth, keys, a, at, b, at, c, at, d, at, into, tree);
            } else {
                walkUntilLeaves(keys, a, at, b, at, c, at, d, at, into, tree);
            }
        }
    }

    private void walk(
            int depth,
            int[] keys,
            int rootA,
            int keysA,
            int rootB,
            int keysB,
            int rootC,
            int keysC,
            int rootD,
            int keysD,
            int[] into,
            int to) {
        var a = rootA;
        var b = rootB;
        var c = rootC;
        var d = rootD;
        for (var step = 0; step < depth; step++) {
            a = next(nodes[a], keys, keysA);
            b = next(nodes[b], keys, keysB);
            c = next(nodes[c], keys, keysC);
            d = next(nodes[d], keys, keysD);
        }
        into[to] = a;
        into[to + 1] = b;
        into[to + 2] = c;
        into[to + 3] = d;
    }

    private void walkUntilLeaves(
            int[] keys,
            int rootA,
            int keysA,
            int rootB,
            int keysB,
            int rootC,
            int keysC,
            int rootD,
            int keysD,
            int[] into,
            int to) {
        var a = rootA;
        var b = rootB;
        var c = rootC;
        var d = rootD;
        while (true) {
            var nextA = next(nodes[a], keys, keysA);
            var nextB = next(nodes[b], keys, keysB);
            var nextC = next(nodes[c], keys, keysC);
            var nextD = next(nodes[d], keys, keysD);
            if (((nextA ^ a) | (nextB ^ b) | (nextC ^ c) | (nextD ^ d)) == 0) {
                break;
            }
            a = nextA;
            b = nextB;
            c = nextC;
            d = nextD;
        }
        into[to] = a;
        into[to + 1] = b;
        into[to + 2] = c;
        into[to + 3] = d;
    }

    /** The place after a node: that of the left next node, or one more if the row's key is above the node's. */
    private int next(long node, int[] keys, int from) {
        var way = (int) node;
        var key = keys[from + (way & mask)];
        return (way >>> shift) + (int) (((node >> Integer.SIZE) - key) >>> (Long.SIZE - 1));
    }
}
