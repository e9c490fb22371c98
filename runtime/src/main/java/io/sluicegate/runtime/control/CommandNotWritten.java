package io.sluicegate.runtime.control;

/** Thrown when a command may not have reached its topic. */
public final class CommandNotWritten extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandNotWritten(Throwable cause) {
        super(
                "the command may not have been written (" + cause.getMessage()
                        + "); before you try again, check in the audit whether it arrived",
                cause);
    }
}
