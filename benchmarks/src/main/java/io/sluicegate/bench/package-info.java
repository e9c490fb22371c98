/** Puts to the test what the loop promises: the {@code sluicegate bench} commands. */
@NullMarked
package io.sluicegate.bench;

import org.jspecify.annotations.NullMarked;
