package io.sluicegate.control.domain;

import java.time.Instant;

/**
 * An estimate of the broker's time: the time of the newest status plus the time passed since then by the local clock. The estimate is
 * right even if the clocks differ, and advances even if all instances are dead. Before the first status it is the local time.
 */
public final class BrokerTime {
    private long newest = Long.MIN_VALUE;
    private long ahead;

    /** @param now the local time at which the record is read */
    public void read(long timestamp, long now) {
        if (timestamp >= newest) {
            newest = timestamp;
            ahead = now - timestamp;
        }
    }

    public Instant at(long now) {
        return Instant.ofEpochMilli(now - ahead);
    }
}
