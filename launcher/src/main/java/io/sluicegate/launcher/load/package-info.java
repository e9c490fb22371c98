/** The {@code load} command: sends events by the clock, and measures how long after their scheduled time predictions can be read. */
@NullMarked
package io.sluicegate.launcher.load;

import org.jspecify.annotations.NullMarked;
