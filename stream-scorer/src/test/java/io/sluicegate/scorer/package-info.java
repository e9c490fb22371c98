/** Tests of the stage, and what they share: tiny models, a pipeline, a checker of results. */
@NullMarked
package io.sluicegate.scorer;

import org.jspecify.annotations.NullMarked;
