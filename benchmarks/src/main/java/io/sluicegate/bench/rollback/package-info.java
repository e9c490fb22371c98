/** The time until a rollback takes effect: {@code sluicegate bench rollback}. */
@NullMarked
package io.sluicegate.bench.rollback;

import org.jspecify.annotations.NullMarked;
