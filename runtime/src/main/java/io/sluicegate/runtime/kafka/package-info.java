/** Access to Kafka: client properties, whether Kafka answers, and consumers that hold records back until their schemas are known. */
@NullMarked
package io.sluicegate.runtime.kafka;

import org.jspecify.annotations.NullMarked;
