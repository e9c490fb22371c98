/** The card-fraud example, from the first training to the traffic and the retraining job. */
@NullMarked
package io.sluicegate.fraud;

import org.jspecify.annotations.NullMarked;
