/** The operators' console: reads every topic of a pipeline, shows the pipeline on a page, and writes commands. */
@NullMarked
package io.sluicegate.console;

import org.jspecify.annotations.NullMarked;
