package io.sluicegate.scorer.trees;

/** Thrown when a model or a part of it has no compiled form; the message says why. */
public final class NotCompilable extends Exception {
    private static final long serialVersionUID = 1;

    public NotCompilable(String message) {
        super(message);
    }
}
