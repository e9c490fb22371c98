/** The commands about models and rollouts: each appends a record to the command log, and waits until it is in effect. */
@NullMarked
package io.sluicegate.launcher.control;

import org.jspecify.annotations.NullMarked;
