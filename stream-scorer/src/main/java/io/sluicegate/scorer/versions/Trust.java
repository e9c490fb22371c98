package io.sluicegate.scorer.versions;

/** The grounds to trust a version before it is loaded. */
enum Trust {
    /** Nobody approved the version, and it has never decided. */
    NONE,
    /** Somebody had approved the version when it was prepared. */
    APPROVED,
    /**
     * The version has decided before: it loads even if loading it killed a process or its calls are slow, because nothing else could
     * decide.
     */
    HAS_DECIDED;

    boolean hasDecided() {
        return this == HAS_DECIDED;
    }
}
