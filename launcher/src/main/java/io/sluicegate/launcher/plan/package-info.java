/** The {@code plan} command: what a deployment takes, from measured costs. */
@NullMarked
package io.sluicegate.launcher.plan;

import org.jspecify.annotations.NullMarked;
