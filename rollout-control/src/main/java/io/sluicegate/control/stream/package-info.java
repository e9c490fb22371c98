/** Reads {@code sluicegate.commands} and {@code sluicegate.status}, keeps the fold's state, and writes decisions. */
@NullMarked
package io.sluicegate.control.stream;

import org.jspecify.annotations.NullMarked;
