package io.sluicegate.bench.rollback;

/**
 * The settings of a measurement.
 *
 * @param rollbacks how many
 * @param scorers instances of the scorer
 * @param partitions partitions of the pipeline's topics
 * @param perSecond features records a second, over all partitions
 * @param latency the pipeline's latency setting
 */
public record RollbackSettings(int rollbacks, int scorers, int partitions, int perSecond, String latency) {}
