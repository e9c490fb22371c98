package io.sluicegate.scorer.domain;

import io.sluicegate.pipeline.deployment.Arm;

/** Which arm scores a record, and the routing bucket of the record's key. */
public record Decision(int bucket, Arm arm) {}
