/** The {@code sluicegate} command: runs stages, manages topics and models, and shows the whole loop in one process. */
@NullMarked
package io.sluicegate.launcher;

import org.jspecify.annotations.NullMarked;
