package io.sluicegate.runtime.service;

/** The exit codes of Sluicegate's processes. */
public enum ExitCode {
    OK(0),
    UNEXPECTED(1),
    BAD_CONFIGURATION(2),
    CANNOT_BIND(3),
    KAFKA(4),
    UNWRITABLE(5),
    UNREADABLE(6);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
