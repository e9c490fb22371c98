package io.sluicegate.pipeline.catalogue;

/** The reasons why a record becomes a dead letter. This is the one catalogue: docs and counters use these names. */
public enum ErrorCode {
    UNDECODABLE("the bytes are not a record: they lack the wire-format header, or don't match their schema"),
    UNKNOWN_SCHEMA("the registry has no Avro schema with the record's schema id"),
    UNREADABLE_SCHEMA(
            "the record's schema lacks a field that the features need, or has it with a type that can't be read"),
    NULL_KEY("the record has no key, so its entity is unknown"),
    KEY_MISMATCH("the key is not the entity that the record names"),
    MISSING_FIELD("a required field is missing or null"),
    WRONG_TYPE("a field has another type than the declared one, or a vector has other elements or another length"),
    FUTURE_EVENT("the event time is further ahead of the clock than allowed"),
    TOO_LARGE("the record, or the output that a stage makes from it, is larger than allowed"),
    DEFINITION_MISMATCH("a feature was computed by another definition than the one that the model was trained on"),
    UNSCORABLE("the model fails on this record even when it is scored alone"),
    UNEXPECTED("an unforeseen fault; the message names it");

    private final String meaning;

    ErrorCode(String meaning) {
        this.meaning = meaning;
    }

    /** The meaning in one line. */
    public String meaning() {
        return meaning;
    }
}
