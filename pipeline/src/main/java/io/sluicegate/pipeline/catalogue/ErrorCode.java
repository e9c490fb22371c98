package io.sluicegate.pipeline.catalogue;

/** Why a record became a dead letter. The one catalogue: the docs and the counters use these names. */
public enum ErrorCode {
    UNDECODABLE("the bytes are no record: no wire-format header, or not what their schema says"),
    UNKNOWN_SCHEMA("the registry has no Avro schema with the record's schema id"),
    UNREADABLE_SCHEMA(
            "the record's schema lacks a field that the features need, or has it in a type that can't be read"),
    NULL_KEY("the record has no key, so nobody knows whom it is about"),
    KEY_MISMATCH("the key is not the entity that the record names"),
    MISSING_FIELD("a field that must be there is missing or null"),
    WRONG_TYPE("a field has another type than the one declared"),
    FUTURE_EVENT("the event time lies further ahead of the clock than declared"),
    TOO_LARGE("the record, or what a step makes of it, is larger than a record may be"),
    DEFINITION_MISMATCH("a feature was computed by another definition than the model was trained on"),
    UNSCORABLE("the model cannot score the record, also not alone"),
    UNEXPECTED("a fault that nobody foresaw; the message names it");

    private final String meaning;

    ErrorCode(String meaning) {
        this.meaning = meaning;
    }

    /** What it means, in one line. */
    public String meaning() {
        return meaning;
    }
}
