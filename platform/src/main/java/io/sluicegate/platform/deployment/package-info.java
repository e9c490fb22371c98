/** Reads a deployment for everyone: who decides, who shadows, what is loaded. Pure. */
@NullMarked
package io.sluicegate.platform.deployment;

import org.jspecify.annotations.NullMarked;
