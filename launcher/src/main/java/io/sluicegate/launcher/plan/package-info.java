/** The {@code plan} command: the size of a deployment, from measured costs. */
@NullMarked
package io.sluicegate.launcher.plan;

import org.jspecify.annotations.NullMarked;
