/** Writes the world's transactions and, once their truth is known, its labels to Kafka, at the pace of a simulated clock. */
@NullMarked
package io.sluicegate.fraud.traffic;

import org.jspecify.annotations.NullMarked;
