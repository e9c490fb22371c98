package io.sluicegate.sandbox;

/** A command failed; the message says what failed, where, and what to do. */
public final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFailed(String message) {
        super(message);
    }
}
