package io.sluicegate.console.domain;

import java.time.Instant;

/**
 * How many records of one dead-letter topic have one cause.
 *
 * @param last when the newest of them was written
 */
public record DeadLetterCount(String topic, String code, long count, Instant last) {
    DeadLetterCount and(Instant appended) {
        return new DeadLetterCount(topic, code, count + 1, appended.isAfter(last) ? appended : last);
    }
}
