package io.sluicegate.scorer.trees;

/** The sums of the leaves that rows reach, in the order of the trees, since the order decides how a sum is rounded. */
interface Totals {
    /** Forgets what so many rows have. */
    void begin(int rows);

    /** Adds the leaves of rows in one tree. */
    void addTree(int[] leaves, int rows);

    /** Adds the leaves of one row in all trees. */
    void addRow(int row, int[] leaves, int trees);

    /** The total of a row; 0 if nothing was added. */
    double of(int row, int target);

    /** Whether anything was added. */
    boolean has(int row, int target);
}
