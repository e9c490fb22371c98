/** What the log must look like after all that happened: the checks, without Kafka, and the plan of what shall happen. */
@NullMarked
package io.sluicegate.bench.chaos.domain;

import org.jspecify.annotations.NullMarked;
