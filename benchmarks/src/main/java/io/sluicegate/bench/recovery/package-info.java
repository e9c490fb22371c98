/** The time that a killed stage needs to restore its state: {@code sluicegate bench recovery}. */
@NullMarked
package io.sluicegate.bench.recovery;

import org.jspecify.annotations.NullMarked;
