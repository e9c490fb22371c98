package io.sluicegate.scorer.domain;

import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Role;

/** Which version decides for a key, and why that one. */
public record Decision(int bucket, Role role, DeployedVersion version) {}
