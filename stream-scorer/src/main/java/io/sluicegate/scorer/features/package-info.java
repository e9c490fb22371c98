/** Reads features records: bytes become rows of numbers, straight from the wire format. */
@NullMarked
package io.sluicegate.scorer.features;

import org.jspecify.annotations.NullMarked;
