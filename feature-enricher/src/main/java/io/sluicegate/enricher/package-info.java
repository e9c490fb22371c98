/** The feature enricher: reads a pipeline's events and writes their features, or a dead letter for each that can have none. */
@NullMarked
package io.sluicegate.enricher;

import org.jspecify.annotations.NullMarked;
