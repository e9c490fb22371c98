/** Makes meters from the catalogue of metrics, and the registry that Prometheus scrapes. */
@NullMarked
package io.sluicegate.runtime.metrics;

import org.jspecify.annotations.NullMarked;
