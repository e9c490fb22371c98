/** Decides from drift reports, deployments and registrations when to retrain, try, promote or roll back. Pure: time is an argument. */
@NullMarked
package io.sluicegate.trigger.domain;

import org.jspecify.annotations.NullMarked;
