package io.sluicegate.drift.domain;

/**
 * How far one partition has come.
 *
 * @param watermark event time up to which all is there, as far as the partition can tell
 * @param late rows that came too late for any open window of the partition, since the start
 * @param idle whether no row has come for the declared time
 */
public record PartitionClock(long watermark, long late, boolean idle) {
    /** Before the first row. */
    public static final PartitionClock START = new PartitionClock(Long.MIN_VALUE, 0, false);

    PartitionClock seen(long time) {
        return new PartitionClock(Math.max(watermark, time), late, idle);
    }

    /** The same, with rows coming. */
    public PartitionClock active() {
        return new PartitionClock(watermark, late, false);
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
