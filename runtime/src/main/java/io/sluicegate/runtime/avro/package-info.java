/** Reads and writes Avro records in Confluent's wire format. */
@NullMarked
package io.sluicegate.runtime.avro;

import org.jspecify.annotations.NullMarked;
