/** Counts, windows and statistics of drift, as pure functions of rows, times and reference profiles. */
@NullMarked
package io.sluicegate.drift.domain;

import org.jspecify.annotations.NullMarked;
