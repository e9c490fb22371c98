package io.sluicegate.drift.domain;

/**
 * The progress of one partition.
 *
 * @param watermark event time up to which the partition is complete, as far as it can tell
 * @param late rows that were too late for their own window, since the start
 * @param silentSince the wall-clock time since which no row has come; {@link Silence#NEVER} while rows come
 */
public record PartitionClock(long watermark, long late, long silentSince) {
    /** Before the first row. */
    public static final PartitionClock START = new PartitionClock(Long.MIN_VALUE, 0, Silence.NEVER);

    PartitionClock seen(long time) {
        return new PartitionClock(Math.max(watermark, time), late, silentSince);
    }

    /** This progress, no longer silent. */
    public PartitionClock active() {
        return silent(Silence.NEVER);
    }

    PartitionClock silent(long since) {
        return new PartitionClock(watermark, late, since);
    }

    PartitionClock missed() {
        return new PartitionClock(watermark, late + 1, silentSince);
    }

    PartitionClock later(PartitionClock other) {
        return new PartitionClock(
                Math.max(watermark, other.watermark),
                Math.max(late, other.late),
                Math.max(silentSince, other.silentSince));
    }
}
