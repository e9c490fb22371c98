package io.sluicegate.drift.domain;

/**
 * How far one partition has come.
 *
 * @param watermark event time up to which all is there, as far as the partition can tell
 * @param late rows that came too late for their own window, since the start
 * @param silentSince since when no row has come, by the clock on the wall; {@link Silence#NEVER} while rows come
 */
public record PartitionClock(long watermark, long late, long silentSince) {
    /** Before the first row. */
    public static final PartitionClock START = new PartitionClock(Long.MIN_VALUE, 0, Silence.NEVER);

    PartitionClock seen(long time) {
        return new PartitionClock(Math.max(watermark, time), late, silentSince);
    }

    /** The same, with rows coming. */
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
