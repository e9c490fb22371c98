/** What each stage of the loop can take, and how long an event takes to its prediction: {@code sluicegate bench loop}. */
@NullMarked
package io.sluicegate.bench.loop;

import org.jspecify.annotations.NullMarked;
