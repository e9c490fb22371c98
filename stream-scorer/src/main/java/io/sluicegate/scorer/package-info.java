/** The scorer as a stage: reads features and deployments, writes predictions, dead letters and its status. */
@NullMarked
package io.sluicegate.scorer;

import org.jspecify.annotations.NullMarked;
