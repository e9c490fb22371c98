/** Folds the records of one pipeline's topics into a snapshot of facts: pure, time is an argument. */
@NullMarked
package io.sluicegate.console.domain;

import org.jspecify.annotations.NullMarked;
