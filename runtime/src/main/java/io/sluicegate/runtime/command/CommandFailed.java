package io.sluicegate.runtime.command;

import io.sluicegate.runtime.service.ExitCode;
import org.jspecify.annotations.Nullable;

/** A command can't do what it was asked. The message says what failed, where, and what to do, in one line where that is possible. */
public final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Message message;
    private final String what;
    private final String remedy;

    /** @param values the values of the message's places, in their order */
    public CommandFailed(Message message, @Nullable Object... values) {
        this((Throwable) null, message, values);
    }

    public CommandFailed(@Nullable Throwable cause, Message message, @Nullable Object... values) {
        super(cause);
        this.message = message;
        this.what = Message.filled(message.what(), values);
        this.remedy = Message.filled(message.remedy(), values);
    }

    @Override
    public String getMessage() {
        return what + "; " + remedy;
    }

    /** What failed. */
    public String what() {
        return what;
    }

    /** What to do. */
    public String remedy() {
        return remedy;
    }

    /** The entry in the catalogue of messages. */
    public Message entry() {
        return message;
    }

    public ExitCode exitCode() {
        return message.exitCode();
    }
}
