package io.sluicegate.enricher.events;

import io.sluicegate.pipeline.catalogue.Rejection;
import org.apache.avro.generic.GenericRecord;

/** The outcome of reading an event's bytes. */
public sealed interface EventReading {

    /** The event's needed fields. */
    record Read(GenericRecord event) implements EventReading {}

    /** These bytes are faulty. */
    record Broken(Rejection rejection) implements EventReading {}

    /** No event of this schema can be read. */
    record OfUnreadableSchema(int id, String why) implements EventReading {}
}
