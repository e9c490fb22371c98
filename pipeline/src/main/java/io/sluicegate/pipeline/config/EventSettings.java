package io.sluicegate.pipeline.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The events of a pipeline, and the fields that the engine reads.
 *
 * @param topic the topic of the events
 * @param entity field that names whom or what the event is about; equals the record's key
 * @param id field with the event's id; without one, topic-partition-offset is the id
 * @param time field with the event time
 * @param lateness how far an event may lie behind the newest one of its entity and still count in windows
 * @param future how far ahead of the clock an event may lie before it is a dead letter; so much that the clock's own events, which
 *     come after it, are within the lateness and the grace of drift windows
 * @param unreadable the treatment of events whose schema lacks a field that the features need
 */
public record EventSettings(
        String topic,
        String entity,
        Optional<String> id,
        String time,
        Duration lateness,
        Duration future,
        Unreadable unreadable) {

    /** The treatment of events whose registered schema lacks a needed field or has it in another type. */
    public enum Unreadable {
        /** The stage takes no event until a person has decided. */
        HOLD,
        /** Each such event is a dead letter. */
        DEAD_LETTER
    }
}
