/** What each peer of the comparison has: reads features records, scores rows, and writes predictions, without any of Sluicegate's code. */
@NullMarked
package io.sluicegate.peers;

import org.jspecify.annotations.NullMarked;
