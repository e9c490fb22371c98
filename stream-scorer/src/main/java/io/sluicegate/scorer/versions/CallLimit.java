package io.sluicegate.scorer.versions;

import java.time.Duration;

/**
 * The limit of one call of a model.
 *
 * @param longest half of the setting
 * @param setting the Kafka property that sets the limit
 */
public record CallLimit(Duration longest, String setting) {}
