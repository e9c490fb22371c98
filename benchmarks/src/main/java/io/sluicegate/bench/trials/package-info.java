/** Simulates trials against the retraining trigger's own decisions and counts how often they are wrong; touches no cluster. */
@NullMarked
package io.sluicegate.bench.trials;

import org.jspecify.annotations.NullMarked;
