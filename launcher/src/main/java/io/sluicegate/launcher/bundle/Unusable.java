package io.sluicegate.launcher.bundle;

import java.io.Serial;

/** A model, a bundle or a row can't be used; the message says which, what was expected and what was found, in one line. */
public final class Unusable extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
        super(message);
    }

    Unusable(String message, Throwable cause) {
        super(message, cause);
    }
}
