package io.sluicegate.enricher.domain;

import java.util.List;

/**
 * What an event leads to.
 *
 * @param state the entity's next state, encoded
 * @param failed names of the features whose expressions failed on the event
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes go to the store as they are and are never compared
public record Computed(byte[] state, FeatureVector features, List<String> failed) {}
