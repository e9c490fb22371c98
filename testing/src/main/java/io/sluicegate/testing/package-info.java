/** Test fixtures for other modules: a Kafka broker for a test class, its topics, and captured logs. */
@NullMarked
package io.sluicegate.testing;

import org.jspecify.annotations.NullMarked;
