package io.sluicegate.enricher.domain;

/** The outcome of admitting a decoded record: an event that gets features, or a rejection. */
public sealed interface Admission permits Event, Rejected {}
