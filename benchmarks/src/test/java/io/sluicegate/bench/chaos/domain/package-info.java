/** Proves that each check can fail. */
@NullMarked
package io.sluicegate.bench.chaos.domain;

import org.jspecify.annotations.NullMarked;
