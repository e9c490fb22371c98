package io.sluicegate.bench.chaos.domain;

/** A way in which an event is unusable, and the code of the dead letter that it must become. */
public enum Way {
    NO_RECORD("is no record", "UNDECODABLE"),
    FIELD_MISSING("lacks a required field", "MISSING_FIELD"),
    FROM_THE_FUTURE("is from the future", "FUTURE_EVENT"),
    WITHOUT_KEY("has no key", "NULL_KEY"),
    UNKNOWN_SCHEMA("has an unknown schema", "UNKNOWN_SCHEMA"),
    LARGE_JUNK("is a megabyte of junk", "UNDECODABLE"),
    HUGE_JUNK("is nine megabytes of junk", "UNDECODABLE"),
    LARGE_FIELD("has a field of a megabyte", "MISSING_FIELD"),
    LARGE_KEY("has a key of a megabyte", "UNDECODABLE"),
    LARGE_HEADER("has a header of a megabyte", "UNDECODABLE");

    private final String words;
    private final String code;

    Way(String words, String code) {
        this.words = words;
        this.code = code;
    }

    /** Follows 'an event that …'. */
    public String words() {
        return words;
    }

    /** Name of the error code in the dead letter. */
    public String code() {
        return code;
    }
}
