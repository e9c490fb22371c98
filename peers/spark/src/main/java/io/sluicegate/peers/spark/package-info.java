/** Spark reads the features topic and writes the predictions topic. */
@NullMarked
package io.sluicegate.peers.spark;

import org.jspecify.annotations.NullMarked;
