/** Flink reads the features topic and writes the predictions topic. */
@NullMarked
package io.sluicegate.peers.flink;

import org.jspecify.annotations.NullMarked;
