package io.sluicegate.enricher.events;

import io.sluicegate.pipeline.catalogue.Rejection;
import org.apache.avro.generic.GenericRecord;

/** What became of bytes that should be an event. */
public sealed interface EventReading {

    /** The event: what is needed of it. */
    record Read(GenericRecord event) implements EventReading {}

    /** Something is wrong with these bytes. */
    record Broken(Rejection rejection) implements EventReading {}

    /** No event of this schema can be read. */
    record OfUnreadableSchema(int id, String why) implements EventReading {}
}
