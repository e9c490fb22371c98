package io.sluicegate.enricher.domain;

import java.util.List;

/**
 * The result of computing an event.
 *
 * @param state the entity's next state, encoded
 * @param failed names of the features whose expressions failed on the event
 * @param begun windows that start with this event although the entity has been seen before
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes go to the store as they are and are never compared
public record Computed(byte[] state, FeatureVector features, List<String> failed, int begun) {}
