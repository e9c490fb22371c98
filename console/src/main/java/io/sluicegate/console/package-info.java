/** The operators' console: reads every topic of a pipeline, serves what it sees as a page, writes commands. */
@NullMarked
package io.sluicegate.console;

import org.jspecify.annotations.NullMarked;
