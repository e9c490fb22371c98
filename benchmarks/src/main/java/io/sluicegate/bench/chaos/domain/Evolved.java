package io.sluicegate.bench.chaos.domain;

/**
 * A usable event that was written by a schema of the events that came in mid-run.
 *
 * @param place where it lies: {@link Asked#place}
 * @param schema which schema of the events, the first being 1
 */
public record Evolved(String place, int schema) {}
