package io.sluicegate.drift.stream;

import io.sluicegate.drift.domain.PartitionClock;
import io.sluicegate.drift.domain.WindowCounts;

/**
 * What a partition's store holds of one window: its counts, and the partition's clock when they were written.
 *
 * @param dropped the end of the newest window that the partition had dropped then
 */
record StoredWindow(WindowCounts counts, PartitionClock clock, long dropped) {}
