package io.sluicegate.enricher.domain;

/** An event that gets no features. The message says what is wrong with it, without its values. */
public record Rejected(Reason reason, String message) implements Admission {

    /** Why a decoded event is refused. */
    public enum Reason {
        /** The record has no key. */
        NULL_KEY,
        /** The key is not the event's entity. */
        KEY_MISMATCH,
        /** A field that must have a value has none. */
        MISSING_FIELD,
        /** The event lies further ahead of the clock than is allowed. */
        FUTURE_EVENT
    }
}
