/** The {@code sluicegate bench} commands, which measure the loop and test its promises. */
@NullMarked
package io.sluicegate.bench;

import org.jspecify.annotations.NullMarked;
