package io.sluicegate.drift.stream;

import io.sluicegate.drift.domain.PartitionClock;
import io.sluicegate.drift.domain.WindowCounts;

/**
 * One window in a partition's store: the counts, and the partition's clock at the time of writing.
 *
 * @param dropped the end of the newest window that the partition had dropped by then
 */
record StoredWindow(WindowCounts counts, PartitionClock clock, long dropped) {}
