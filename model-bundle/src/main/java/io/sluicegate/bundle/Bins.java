package io.sluicegate.bundle;

/** The bins between a numeric profile's edges: a value v lies in bin i when edge[i-1] <= v < edge[i]. */
public final class Bins {
    private final double[] edges;

    /** @param edges ascending and distinct */
    public Bins(double[] edges) {
        this.edges = edges.clone();
    }

    /** One more than there are edges. */
    public int count() {
        return edges.length + 1;
    }

    /** The bin of a value that is a number. */
    public int of(double value) {
        var low = 0;
        var high = edges.length;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (edges[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
