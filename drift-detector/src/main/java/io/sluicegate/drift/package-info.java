/** The drift detector: features, predictions and labels to drift reports. */
@NullMarked
package io.sluicegate.drift;

import org.jspecify.annotations.NullMarked;
