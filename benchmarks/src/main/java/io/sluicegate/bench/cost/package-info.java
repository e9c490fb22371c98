/** The cost of an event for each stage, and its growth: {@code sluicegate bench cost}. */
@NullMarked
package io.sluicegate.bench.cost;

import org.jspecify.annotations.NullMarked;
