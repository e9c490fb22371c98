package io.sluicegate.enricher.domain;

import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.catalogue.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * The check whether a decoded event can have features.
 *
 * @param future how far ahead of the clock an event may lie, in milliseconds
 * @param required fields that must have a value, finite where it is a double
 * @param vectors fields whose vectors must have the declared form
 */
record Intake(
        EventField entity,
        Optional<EventField> id,
        EventField time,
        long future,
        List<EventField> required,
        List<VectorField> vectors) {

    Admission admit(@Nullable String key, IndexedRecord event, Position position, long now) {
        if (key == null) {
            return rejected(ErrorCode.NULL_KEY, "the record has no key; it must be the event's field " + entity.path());
        }
        var named = entity.read(event);
        if (named != null && !key.equals(named.toString())) {
            return rejected(ErrorCode.KEY_MISMATCH, "the record's key is not the event's field " + entity.path());
        }
        return admit(event, position, now);
    }

    Admission admit(IndexedRecord event, Position position, long now) {
        var named = entity.read(event);
        return named == null
                ? missing(entity)
                : admit(new Event(idOf(event, position), named.toString(), timeOf(event), event), now);
    }

    private Admission admit(Event event, long now) {
        if (event.id().isEmpty()) {
            return missing(id.orElseThrow());
        }
        if (event.time() < 0) {
            return rejected(ErrorCode.MISSING_FIELD, "the field " + time.path() + " has no time since 1970");
        }
        if (event.time() - future > now) {
            return rejected(
                    ErrorCode.FUTURE_EVENT,
                    "the event's field " + time.path() + " lies " + (event.time() - now) + " ms ahead of the clock; "
                            + future + " are allowed");
        }
        for (var field : required) {
            if (isMissing(field.raw(event.fields()))) {
                return missing(field);
            }
        }
        return admitVectors(event);
    }

    private Admission admitVectors(Event event) {
        for (var vector : vectors) {
            var flaw = vector.flaw(event.fields());
            if (flaw.isPresent()) {
                return rejected(ErrorCode.WRONG_TYPE, flaw.get());
            }
        }
        return event;
    }

    /** The event's id; empty if the declared id is missing. */
    private String idOf(IndexedRecord event, Position position) {
        if (id.isEmpty()) {
            return position.asId();
        }
        var declared = id.get().read(event);
        return declared == null ? "" : declared.toString();
    }

    /** The event time; negative if it is missing. */
    private long timeOf(IndexedRecord event) {
        var value = time.read(event);
        if (value instanceof Instant instant) {
            return instant.toEpochMilli();
        }
        return value instanceof Long milliseconds ? milliseconds : -1;
    }

    private static boolean isMissing(@Nullable Object value) {
        return value == null || (value instanceof Number number && !Double.isFinite(number.doubleValue()));
    }

    private static Rejected missing(EventField field) {
        return rejected(ErrorCode.MISSING_FIELD, "the event's field " + field.path() + " has no value");
    }

    private static Rejected rejected(ErrorCode code, String message) {
        return new Rejected(new Rejection(code, message));
    }
}
