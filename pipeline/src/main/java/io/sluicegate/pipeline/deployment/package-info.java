/** The view of a deployment that all stages share: deciding arms, shadows, loaded versions. Pure. */
@NullMarked
package io.sluicegate.pipeline.deployment;

import org.jspecify.annotations.NullMarked;
