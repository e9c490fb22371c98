/**
 * Rollout control: reads commands and the instances' statuses, writes models, deployments and audit, and is the only one who
 * does.
 */
@NullMarked
package io.sluicegate.control;

import org.jspecify.annotations.NullMarked;
