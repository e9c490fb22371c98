package io.sluicegate.bench.soak;

/** What is sampled of each JVM, and by how much it may grow after the warm-up. */
enum Figure {
    /** Resident memory; the heap is fixed and touched beforehand, so what grows is native. */
    RSS("RSS, MiB", 8, 0.02),
    /** Resident memory without the heap, and without what the JVM says it uses for classes and compiled code. */
    NATIVE("RSS without heap, classes and code, MiB", 8, 0.02),
    /** What is on the heap after a collection. */
    HEAP("heap after a collection, MiB", 4, 0.10),
    /** Direct buffers. */
    DIRECT("direct buffers, MiB", 1, 0.05),
    THREADS("threads", 0.9, 0),
    FILES("open files", 0.9, 0),
    /** Open ONNX Runtime sessions. */
    SESSIONS("open ONNX sessions", 0.9, 0),
    /** Memory tables of all stores. */
    MEMTABLES("RocksDB memory tables, MiB", 8, 0.05),
    /** The one cache that all stores share. */
    BLOCK_CACHE("RocksDB cache, MiB", 8, 0.05);

    private final String title;
    private final double absolute;
    private final double relative;

    Figure(String title, double absolute, double relative) {
        this.title = title;
        this.absolute = absolute;
        this.relative = relative;
    }

    String title() {
        return title;
    }

    /** Most growth from the warm-up to the end that still counts as flat, for a figure that is so high. */
    double allowed(double level) {
        return Math.max(absolute, relative * level);
    }
}
