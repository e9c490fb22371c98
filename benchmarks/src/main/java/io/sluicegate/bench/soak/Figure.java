package io.sluicegate.bench.soak;

import io.sluicegate.runtime.kafka.BoundedRocksDb;

/** The sampled figures of each JVM, with the growth allowed after the warm-up. */
enum Figure {
    /** Resident memory without RocksDB's cache; the heap is fixed and touched beforehand, so what grows is native. */
    RSS("RSS without RocksDB's cache, MiB", 8, 0.02),
    /** The same without the heap, and without what the JVM says it uses for classes and compiled code. */
    NATIVE("the same without heap, classes and code, MiB", 8, 0.02),
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
    /** The one cache that all stores share, with the memory tables; it fills up to its bound and no further. */
    BLOCK_CACHE("RocksDB's cache, MiB", 0, 0) {
        @Override
        double allowed(double level) {
            return BoundedRocksDb.CACHE_BYTES / (double) (1 << 20) - level;
        }
    };

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
