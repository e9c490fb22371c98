/** Decides when a stream thread computes: the records noted ahead, the usable revision, the time left in its transaction. */
@NullMarked
package io.sluicegate.scorer.pacing;

import org.jspecify.annotations.NullMarked;
