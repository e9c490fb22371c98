package io.sluicegate.scorer;

/** Names of the scorer's metrics, as Micrometer knows them. */
public final class ScorerMetrics {
    /** Counter by version, role and outcome: records answered. */
    public static final String ROWS = "sluicegate.scorer.rows";

    /** Counter by version and check: records answered, by whether their features had the definitions that the version was trained on. */
    public static final String DEFINITIONS = "sluicegate.scorer.definitions";

    /** Distribution by version: rows in a call of the model. */
    public static final String BATCH = "sluicegate.scorer.batch";

    /** Timer by version: calls of the model. */
    public static final String INFERENCE = "sluicegate.scorer.inference";

    /** Timer by version and result: loading, verifying and warming up. */
    public static final String LOAD = "sluicegate.scorer.load";

    /** Gauge: revision of the deployment that this instance has read. */
    public static final String REVISION = "sluicegate.scorer.revision";

    /** Gauge: sessions of ONNX Runtime that this process has open. */
    public static final String SESSIONS = "sluicegate.scorer.sessions";

    /** Counter: results computed ahead and thrown away because the revision changed. */
    public static final String THROWN_AWAY = "sluicegate.scorer.thrown.away";

    /** Counter by version and reason: rows that a shadow left out, because it had no time, was not loaded or failed. */
    public static final String SHADOW_LEFT_OUT = "sluicegate.scorer.shadow.left.out";

    /** Timer: waiting for a revision or for a deciding version to be loaded. */
    public static final String WAITING = "sluicegate.scorer.waiting";

    /** Timer: from the append of the event to its prediction. */
    public static final String LATENCY = "sluicegate.scorer.latency";

    private ScorerMetrics() {}
}
