/** Decides when a stream thread computes: what it noted ahead, which revision it may use, how much time its transaction has left. */
@NullMarked
package io.sluicegate.scorer.pacing;

import org.jspecify.annotations.NullMarked;
