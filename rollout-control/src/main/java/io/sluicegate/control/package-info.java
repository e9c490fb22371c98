/**
 * Rollout control: reads commands and the instances' statuses, and is the only writer of models, deployments and audit.
 */
@NullMarked
package io.sluicegate.control;

import org.jspecify.annotations.NullMarked;
