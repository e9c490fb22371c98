package io.sluicegate.enricher.domain;

import io.sluicegate.pipeline.catalogue.Rejection;

/** An event that gets no features, and why. */
public record Rejected(Rejection rejection) implements Admission {}
