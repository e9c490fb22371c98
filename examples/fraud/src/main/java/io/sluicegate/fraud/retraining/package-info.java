/** Answers retraining triggers: reads the features they name and the labels known by then, publishes a candidate, registers it. */
@NullMarked
package io.sluicegate.fraud.retraining;

import org.jspecify.annotations.NullMarked;
