/** Fixtures that other modules test with: a Kafka broker for a test class, its topics, and what was logged. */
@NullMarked
package io.sluicegate.testing;

import org.jspecify.annotations.NullMarked;
