package io.sluicegate.bench.scoring;

import java.util.Optional;

/**
 * One case in one round.
 *
 * @param meanBatch rows in a call of the model; 1 for those that handle one record at a time
 * @param bytesPerRecord allocated by all threads of the subject
 * @param cpuMicrosPerRecord processor time of the subject's process
 * @param latency at half of that throughput
 * @param low at a low rate, where it was measured
 */
record Measurement(
        Case subject,
        double recordsPerSecond,
        double meanBatch,
        double bytesPerRecord,
        double cpuMicrosPerRecord,
        double rssMiB,
        Latency latency,
        Optional<Latency> low) {}
