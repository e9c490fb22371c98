package io.sluicegate.launcher.seeing.domain;

import java.time.Instant;

/**
 * Where a record lies.
 *
 * @param appended when the broker wrote the record
 */
public record Place(String topic, int partition, long offset, Instant appended) {
    @Override
    public String toString() {
        return topic + " " + partition + ":" + offset;
    }
}
