package io.sluicegate.drift.domain;

/**
 * How far one partition has come.
 *
 * @param watermark its highest event time so far
 * @param late rows that came too late for any open window of the partition, since the start
 * @param idle whether no row has come for the declared time
 */
public record PartitionClock(long watermark, long late, boolean idle) {
    /** Before the first row. */
    public static final PartitionClock START = new PartitionClock(Long.MIN_VALUE, 0, false);

    PartitionClock seen(long time) {
        return new PartitionClock(Math.max(watermark, time), late, false);
    }

    PartitionClock missed() {
        return new PartitionClock(watermark, late + 1, idle);
    }

    PartitionClock idling() {
        return new PartitionClock(watermark, late, true);
    }

    PartitionClock later(PartitionClock other) {
        return new PartitionClock(Math.max(watermark, other.watermark), Math.max(late, other.late), idle && other.idle);
    }
}
