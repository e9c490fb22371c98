/** Reads features, predictions, labels, deployments and registrations; writes drift reports and dead letters. */
@NullMarked
package io.sluicegate.drift.stream;

import org.jspecify.annotations.NullMarked;
