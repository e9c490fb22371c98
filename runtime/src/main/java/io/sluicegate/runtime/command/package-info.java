/** What commands say when they can't do what they were asked. */
@NullMarked
package io.sluicegate.runtime.command;

import org.jspecify.annotations.NullMarked;
