/** Commands that show a pipeline in a terminal: they read topics, where they stand and what lies around a place in them, and write nothing. */
@NullMarked
package io.sluicegate.launcher.seeing;

import org.jspecify.annotations.NullMarked;
