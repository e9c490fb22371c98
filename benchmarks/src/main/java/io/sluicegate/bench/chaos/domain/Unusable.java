package io.sluicegate.bench.chaos.domain;

/**
 * An event that can't have features.
 *
 * @param place where it lies: {@link Asked#place}
 * @param code of the dead letter that it must become
 */
public record Unusable(String place, String code) {}
