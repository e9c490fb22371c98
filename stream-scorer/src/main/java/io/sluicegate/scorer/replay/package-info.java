/** Computes predictions again from what the log and the model store hold. */
@NullMarked
package io.sluicegate.scorer.replay;

import org.jspecify.annotations.NullMarked;
