/** The client side of rollout control: appends commands, reads deployments and the audit. */
@NullMarked
package io.sluicegate.runtime.control;

import org.jspecify.annotations.NullMarked;
