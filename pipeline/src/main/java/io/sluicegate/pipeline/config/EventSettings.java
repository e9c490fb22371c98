package io.sluicegate.pipeline.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What the events are and where in them the engine finds what it needs.
 *
 * @param topic the topic they come from
 * @param entity field that names whom or what the event is about; equals the record's key
 * @param id field with the event's id; without one, topic-partition-offset is the id
 * @param time field with the event time
 * @param lateness how far an event may lie behind the newest one of its entity and still count in windows
 * @param future how far ahead of the clock an event may lie before it is a dead letter; so much that the clock's own events,
 *     which come after it, are within the lateness and the grace of drift windows
 * @param unreadable what becomes of events whose schema lacks what the features need
 */
public record EventSettings(
        String topic,
        String entity,
        Optional<String> id,
        String time,
        Duration lateness,
        Duration future,
        Unreadable unreadable) {

    /** What becomes of events whose schema is one of theirs and lacks a field that is needed, or has it in another type. */
    public enum Unreadable {
        /** The stage takes no event until a person has decided. */
        HOLD,
        /** Each is a dead letter. */
        DEAD_LETTER
    }
}
