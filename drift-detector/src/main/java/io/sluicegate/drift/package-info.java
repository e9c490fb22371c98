/** The drift detector: turns features, predictions and labels into drift reports. */
@NullMarked
package io.sluicegate.drift;

import org.jspecify.annotations.NullMarked;
