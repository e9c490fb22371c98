package io.sluicegate.enricher.domain;

/** What becomes of a decoded record: an event that has features, or a rejection that says why it has none. */
public sealed interface Admission permits Event, Rejected {}
