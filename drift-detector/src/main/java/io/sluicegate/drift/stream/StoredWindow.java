package io.sluicegate.drift.stream;

import io.sluicegate.drift.domain.PartitionClock;
import io.sluicegate.drift.domain.WindowCounts;

/**
 * One window in a partition's store: its counts, and the partition's clock when they were written.
 *
 * @param dropped the end of the newest window that the partition had dropped then
 */
record StoredWindow(WindowCounts counts, PartitionClock clock, long dropped) {}
