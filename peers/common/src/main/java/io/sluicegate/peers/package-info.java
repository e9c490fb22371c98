/** The work of each peer of the comparison: reads features records, scores rows, and writes predictions, without any of Sluicegate's code. */
@NullMarked
package io.sluicegate.peers;

import org.jspecify.annotations.NullMarked;
