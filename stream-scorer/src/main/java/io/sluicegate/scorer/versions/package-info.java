/** Holds the versions that deployments name: loads, verifies, warms up, keeps for a rollback, unloads. */
@NullMarked
package io.sluicegate.scorer.versions;

import org.jspecify.annotations.NullMarked;
