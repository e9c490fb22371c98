package io.sluicegate.bench.chaos.domain;

/**
 * An event that can't have features.
 *
 * @param place where it lies: {@link Asked#place}
 * @param way why it can't
 * @param key of its key
 * @param value of its value
 */
public record Unusable(String place, Way way, Content key, Content value) {}
