/** The enricher's processor: reads events and an entity's state, writes features, the next state and dead letters. */
@NullMarked
package io.sluicegate.enricher.stream;

import org.jspecify.annotations.NullMarked;
