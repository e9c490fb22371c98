package io.sluicegate.launcher.plan.domain;

/**
 * The demand on a deployment.
 *
 * @param rate predictions a second
 * @param features features of the pipeline
 * @param modelMicros processor time of the model a prediction
 * @param p99Ms the longest 99th percentile from an event to its prediction, in ms
 * @param entities entities whose state the enricher keeps
 * @param labelDays how many days predictions wait for labels; 0 without labels
 * @param retentionDays how many days events, features and predictions are kept
 * @param replication copies of each topic
 * @param cores cores of an instance
 */
public record Demand(
        double rate,
        int features,
        double modelMicros,
        double p99Ms,
        long entities,
        int labelDays,
        int retentionDays,
        int replication,
        int cores) {}
