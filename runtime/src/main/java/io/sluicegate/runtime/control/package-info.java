/** Speaks with rollout control: appends commands, reads what is in force and what became of a command. */
@NullMarked
package io.sluicegate.runtime.control;

import org.jspecify.annotations.NullMarked;
