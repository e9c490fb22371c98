/** The {@code tail} command: finds a place in a pipeline's topics, decodes their records from there, and shows them. */
@NullMarked
package io.sluicegate.launcher.records.tail;

import org.jspecify.annotations.NullMarked;
