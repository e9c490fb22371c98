/** How the command line explains itself: help, completion, and what it says of words that it doesn't know. */
@NullMarked
package io.sluicegate.launcher.usage;

import org.jspecify.annotations.NullMarked;
