/** Decides from drift reports, deployments and registrations what to ask for. Pure: time is an argument. */
@NullMarked
package io.sluicegate.trigger.domain;

import org.jspecify.annotations.NullMarked;
