/** The feature engine: a pure function from an entity's state and an event to the next state and the event's features. */
@NullMarked
package io.sluicegate.enricher.domain;

import org.jspecify.annotations.NullMarked;
