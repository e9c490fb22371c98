/** Measures scoring: the scorer beside a naive one and beside a pass-through of the same bytes. */
@NullMarked
package io.sluicegate.bench.scoring;

import org.jspecify.annotations.NullMarked;
