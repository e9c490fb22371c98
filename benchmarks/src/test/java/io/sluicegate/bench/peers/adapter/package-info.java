/** Tests of the comparison with other engines. */
@NullMarked
package io.sluicegate.bench.peers.adapter;

import org.jspecify.annotations.NullMarked;
