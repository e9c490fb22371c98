/** Reads deployments and holds the versions that they name: loads, verifies, warms up, keeps for a rollback, unloads. */
@NullMarked
package io.sluicegate.scorer.versions;

import org.jspecify.annotations.NullMarked;
