/** The {@code test} command: runs a pipeline's topologies over given events, without Kafka, and compares what comes out. */
@NullMarked
package io.sluicegate.launcher.cases;

import org.jspecify.annotations.NullMarked;
