/** The backfill: reads recorded events from files and computes the features that they had, or would have had, online. */
@NullMarked
package io.sluicegate.enricher.offline;

import org.jspecify.annotations.NullMarked;
