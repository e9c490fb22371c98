/** Answers retraining triggers: reads the trigger's features and the labels known so far, publishes a candidate, and registers it. */
@NullMarked
package io.sluicegate.fraud.retraining;

import org.jspecify.annotations.NullMarked;
