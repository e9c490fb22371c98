/** Tests of the comparison with other engines. */
@NullMarked
package io.sluicegate.bench.peers.ahead;

import org.jspecify.annotations.NullMarked;
