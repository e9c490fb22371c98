package io.sluicegate.enricher.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The features of one event.
 *
 * @param eventTime when the event happened, in milliseconds
 * @param values in the order of the feature set: Double (finite), Long, Boolean, String, ByteBuffer (a vector), or null where
 *     missing
 */
public record FeatureVector(String eventId, String entity, long eventTime, List<@Nullable Object> values) {}
