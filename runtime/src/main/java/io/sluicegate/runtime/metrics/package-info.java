/** Makes meters of the catalogue of metrics, and the registry that Prometheus reads. */
@NullMarked
package io.sluicegate.runtime.metrics;

import org.jspecify.annotations.NullMarked;
