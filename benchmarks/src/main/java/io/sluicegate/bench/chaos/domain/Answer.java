package io.sluicegate.bench.chaos.domain;

import org.jspecify.annotations.Nullable;

/**
 * A prediction, or a dead letter of an event.
 *
 * @param where topic, partition and offset
 * @param id the event's id as the prediction names it; its place for a dead letter
 */
public record Answer(String where, @Nullable String key, String id) {}
