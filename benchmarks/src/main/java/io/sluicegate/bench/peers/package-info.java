/** Sluicegate's scorer beside other engines: the same records, broker and model, each engine in a JVM of its own. */
@NullMarked
package io.sluicegate.bench.peers;

import org.jspecify.annotations.NullMarked;
