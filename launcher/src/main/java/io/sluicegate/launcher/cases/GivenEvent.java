package io.sluicegate.launcher.cases;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An event of a case.
 *
 * @param fields the event's fields, without those that all events of the suite share
 * @param at when the broker appends the event, which is also what the clock says; without one, the event's own time
 * @param key the record's key; without one, the event's entity
 * @param bytes text that stands in place of an event; the fields don't matter then
 */
record GivenEvent(Map<String, Object> fields, Optional<Instant> at, Optional<String> key, Optional<String> bytes) {}
