/** How we talk to Kafka and the schema registry: client properties, Avro in Confluent's wire format, and the topics' administration. */
@NullMarked
package io.sluicegate.runtime.kafka;

import org.jspecify.annotations.NullMarked;
