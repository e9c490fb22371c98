/** The scorer's topology: reads features and deployments, writes predictions and dead letters. */
@NullMarked
package io.sluicegate.scorer.stream;

import org.jspecify.annotations.NullMarked;
