package io.sluicegate.runtime.service;

/** The exit codes of Sluicegate's processes and commands. */
public enum ExitCode {
    OK(0),
    UNEXPECTED(1),
    BAD_CONFIGURATION(2),
    CANNOT_BIND(3),
    KAFKA(4),
    UNWRITABLE(5),
    UNREADABLE(6),
    /** The command line can't be understood: an unknown word, a missing option. */
    USAGE(7),
    /** Rollout control refused the command. */
    REFUSED(8),
    /** The command was accepted, but its effect didn't come. */
    NOT_IN_EFFECT(9),
    /** Kafka or the schema registry doesn't answer. */
    UNREACHABLE(10),
    /** What the command is about isn't there: a file, a topic, a version, an event. */
    NOT_FOUND(11);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
