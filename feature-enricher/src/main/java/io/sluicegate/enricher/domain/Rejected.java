package io.sluicegate.enricher.domain;

import io.sluicegate.pipeline.catalogue.Rejection;

/** An event that gets no features, with the reason. */
public record Rejected(Rejection rejection) implements Admission {}
