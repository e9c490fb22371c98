/** The plan of faults, and the checks of the log after them; without Kafka. */
@NullMarked
package io.sluicegate.bench.chaos.domain;

import org.jspecify.annotations.NullMarked;
