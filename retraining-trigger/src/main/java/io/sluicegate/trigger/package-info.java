/** Retraining trigger: reads drift reports, deployments and models, writes retraining triggers and commands. */
@NullMarked
package io.sluicegate.trigger;

import org.jspecify.annotations.NullMarked;
