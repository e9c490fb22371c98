package io.sluicegate.bench.peers;

import io.sluicegate.bench.scoring.Latency;

/**
 * One row in one round.
 *
 * @param meanBatch rows in a call of the model; 1 for those that handle one record at a time
 * @param bytesPerRecord allocated by all threads of the subject
 * @param cpuMicrosPerRecord processor time of the subject's process
 * @param half latency at half of that throughput
 * @param low latency at a low rate
 */
record Measured(
        Entry entry,
        double recordsPerSecond,
        double meanBatch,
        double bytesPerRecord,
        double cpuMicrosPerRecord,
        double rssMiB,
        Latency half,
        Latency low) {}
