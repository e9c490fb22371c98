/** Compares the topics on the cluster with those that a pipeline needs, and creates what is missing. */
@NullMarked
package io.sluicegate.runtime.cluster;

import org.jspecify.annotations.NullMarked;
