package io.sluicegate.bench.chaos.domain;

/**
 * A prediction, or a dead letter of an event.
 *
 * @param where topic, partition and offset
 * @param id the event's id as the prediction names it; its place for a dead letter
 */
public record Answer(String where, String key, String id) {}
