/** Reads a deployment for everyone: who decides, who shadows, what is loaded. Pure. */
@NullMarked
package io.sluicegate.pipeline.deployment;

import org.jspecify.annotations.NullMarked;
