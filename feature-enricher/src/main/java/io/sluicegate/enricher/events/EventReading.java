package io.sluicegate.enricher.events;

import io.sluicegate.runtime.deadletter.ErrorCode;
import org.apache.avro.generic.GenericRecord;

/** What became of bytes that should be an event. */
public sealed interface EventReading {

    /** The event: what is needed of it. */
    record Read(GenericRecord event) implements EventReading {}

    /** Something is wrong with these bytes. */
    record Broken(ErrorCode code, String message) implements EventReading {}

    /** No event of this schema can be read. */
    record OfUnreadableSchema(int id, String why) implements EventReading {}
}
