/** The loop on this machine, each part in a JVM of its own, with figures of each JVM: what the benchmarks drive and measure. */
@NullMarked
package io.sluicegate.bench.local;

import org.jspecify.annotations.NullMarked;
