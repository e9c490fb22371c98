/** Scores batches: routes rows to versions and runs each version once on its rows, then the shadows. */
@NullMarked
package io.sluicegate.scorer.batching;

import org.jspecify.annotations.NullMarked;
