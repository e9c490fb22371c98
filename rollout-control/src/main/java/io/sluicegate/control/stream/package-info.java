/** Reads {@code sluicegate.commands} and {@code sluicegate.status}, keeps the fold's state, writes what was decided. */
@NullMarked
package io.sluicegate.control.stream;

import org.jspecify.annotations.NullMarked;
