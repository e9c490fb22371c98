package io.sluicegate.enricher.domain;

/**
 * What an event leads to.
 *
 * @param state the entity's next state, encoded
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes go to the store as they are and are never compared
public record Computed(byte[] state, FeatureVector features) {}
