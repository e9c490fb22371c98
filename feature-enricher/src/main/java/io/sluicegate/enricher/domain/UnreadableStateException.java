package io.sluicegate.enricher.domain;

import org.jspecify.annotations.Nullable;

/** Thrown when the engine can't read a stored state; nothing is wrong with the event. */
public final class UnreadableStateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableStateException(String why, @Nullable Throwable cause) {
        super(
                "The state of an entity can't be read: " + why
                        + "; run the version that wrote it, or reset the enricher's application",
                cause);
    }
}
