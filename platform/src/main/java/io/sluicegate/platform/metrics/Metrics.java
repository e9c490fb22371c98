package io.sluicegate.platform.metrics;

/**
 * Names of our metrics, as Micrometer knows them; Prometheus shows dots as underscores and adds {@code _total} to counters and {@code
 * _seconds} to timers.
 */
public final class Metrics {
    /** Counter by stage, topic and code: records that became dead letters. */
    public static final String DEAD_LETTERS = "sluicegate.dead.letters";

    /** Gauge by stage: 1 when the stage is ready. */
    public static final String READY = "sluicegate.ready";

    /** Counter by stage: stream threads replaced after a fault. */
    public static final String THREADS_REPLACED = "sluicegate.threads.replaced";

    /** Counter by stage: failures to write the state's folder, at the start or later. */
    public static final String STATE_UNWRITABLE = "sluicegate.state.unwritable";

    /** Counter by stage: records of its state that a stage read again from the changelogs. */
    public static final String RECORDS_RESTORED = "sluicegate.state.restored";

    /** Gauge: topics from which records are lost with one broker, as of the start. */
    public static final String TOPICS_FRAGILE = "sluicegate.topics.fragile";

    private Metrics() {}
}
