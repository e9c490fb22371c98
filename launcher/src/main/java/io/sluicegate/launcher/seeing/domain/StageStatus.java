package io.sluicegate.launcher.seeing.domain;

import java.util.OptionalLong;

/**
 * A stage as its consumer group shows it.
 *
 * @param group the name of the group, which is the stage's application id
 * @param threads the threads of all its instances that take part; 0 if none runs
 * @param state the group's state in Kafka's words
 * @param lag records that the stage has not processed yet; empty before it has processed any
 */
public record StageStatus(String stage, String group, int threads, String state, OptionalLong lag) {
    public boolean runs() {
        return threads > 0;
    }
}
