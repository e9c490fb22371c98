/** The catalogue of metric names, and the registry that Prometheus reads. */
@NullMarked
package io.sluicegate.platform.metrics;

import org.jspecify.annotations.NullMarked;
