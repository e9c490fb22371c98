/** How long a killed stage takes to work again with its state: {@code sluicegate bench recovery}. */
@NullMarked
package io.sluicegate.bench.recovery;

import org.jspecify.annotations.NullMarked;
