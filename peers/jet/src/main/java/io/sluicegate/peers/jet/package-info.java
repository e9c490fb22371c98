/** Hazelcast Jet reads the features topic and writes the predictions topic. */
@NullMarked
package io.sluicegate.peers.jet;

import org.jspecify.annotations.NullMarked;
