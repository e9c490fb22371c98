/** Writes predictions: rows and scores become bytes, straight into the wire format. */
@NullMarked
package io.sluicegate.scorer.predictions;

import org.jspecify.annotations.NullMarked;
