package io.sluicegate.launcher.plan.domain;

/**
 * The cost of an event for one stage.
 *
 * @param cpuMicros processor time, without the model
 * @param outputBytes bytes that it writes to its output topic
 * @param internalBytes bytes that it writes to its own topics
 * @param residentMiB memory of a process with one stream thread
 */
public record StageCosts(
        String stage, Growth cpuMicros, Growth outputBytes, Growth internalBytes, double residentMiB) {}
