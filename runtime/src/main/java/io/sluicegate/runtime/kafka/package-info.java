/**
 * Access to Kafka and the schema registry: client properties, Avro in Confluent's wire format, and the administration of topics.
 */
@NullMarked
package io.sluicegate.runtime.kafka;

import org.jspecify.annotations.NullMarked;
