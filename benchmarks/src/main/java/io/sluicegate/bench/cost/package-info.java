/** What an event costs each stage, and how that grows: {@code sluicegate bench cost}. */
@NullMarked
package io.sluicegate.bench.cost;

import org.jspecify.annotations.NullMarked;
