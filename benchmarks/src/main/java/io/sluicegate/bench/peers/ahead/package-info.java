/** The scorer's look-ahead on the adapter's JSON, which the product's scorer doesn't read: what computing ahead gains on those bytes. */
@NullMarked
package io.sluicegate.bench.peers.ahead;

import org.jspecify.annotations.NullMarked;
