/** Kill tests: services and brokers are killed at random under load, then the log is checked against every promise. */
@NullMarked
package io.sluicegate.bench.chaos;

import org.jspecify.annotations.NullMarked;
