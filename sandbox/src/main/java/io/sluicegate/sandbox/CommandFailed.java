package io.sluicegate.sandbox;

/** A command can't do what it was asked; the message says what, where and what to do. */
public final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFailed(String message) {
        super(message);
    }
}
