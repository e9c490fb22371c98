package io.sluicegate.pipeline.deployment;

import java.time.Instant;

/**
 * A period in which the same versions decide for the same shares of the keys.
 *
 * @param id the revision that began it
 * @param since when that revision was written
 */
public record Tenure(long id, Instant since) {}
