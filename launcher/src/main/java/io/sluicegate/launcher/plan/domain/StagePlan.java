package io.sluicegate.launcher.plan.domain;

/**
 * The instances of one stage.
 *
 * @param cpuMicros processor time an event
 * @param busyCores cores that are busy at the demanded rate
 * @param threads stream threads of all instances together
 * @param instances processes
 * @param memoryMiB memory of one instance
 * @param diskMiB state on the disk of one instance
 */
public record StagePlan(
        String stage,
        double cpuMicros,
        double busyCores,
        long threads,
        long instances,
        double memoryMiB,
        double diskMiB) {}
