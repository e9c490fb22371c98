package io.sluicegate.bench.chaos.domain;

/**
 * A dead letter of an event.
 *
 * @param where topic, partition and offset
 * @param place where the event lies: {@link Asked#place}
 * @param code why it can't have features
 * @param key what the letter tells of the event's key
 * @param value what the letter tells of the event's value
 */
public record Letter(String where, String place, String code, Content key, Content value) {}
