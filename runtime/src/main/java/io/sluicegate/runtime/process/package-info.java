/** Runs Java code in child processes that can't outlive this process, its time limit or its memory limit. */
@NullMarked
package io.sluicegate.runtime.process;

import org.jspecify.annotations.NullMarked;
