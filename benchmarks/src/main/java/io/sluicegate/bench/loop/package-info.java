/** The capacity of each stage, and the time from an event to its prediction: {@code sluicegate bench loop}. */
@NullMarked
package io.sluicegate.bench.loop;

import org.jspecify.annotations.NullMarked;
