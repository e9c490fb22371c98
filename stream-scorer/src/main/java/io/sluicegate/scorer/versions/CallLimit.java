package io.sluicegate.scorer.versions;

import java.time.Duration;

/**
 * How long one call of a model may take.
 *
 * @param longest half of the setting
 * @param setting the property of Kafka's that sets it
 */
public record CallLimit(Duration longest, String setting) {}
