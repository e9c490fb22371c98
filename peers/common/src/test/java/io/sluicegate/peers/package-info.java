/** Tests of what the peers share. */
@NullMarked
package io.sluicegate.peers;

import org.jspecify.annotations.NullMarked;
