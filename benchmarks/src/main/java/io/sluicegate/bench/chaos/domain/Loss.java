package io.sluicegate.bench.chaos.domain;

import java.time.Instant;

/**
 * A time in which no instance could load the previous version.
 *
 * @param version the previous version, whose bundle was away
 * @param commandId the rollback that was asked for in that time
 * @param from since when no instance had the version loaded
 * @param until when the bundle was brought back
 */
public record Loss(String version, String digest, String commandId, Instant from, Instant until) {}
