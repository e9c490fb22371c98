/** Reads events from bytes by the fields that a feature set needs, whatever schema of theirs they were written with. */
@NullMarked
package io.sluicegate.enricher.events;

import org.jspecify.annotations.NullMarked;
