package io.sluicegate.launcher.violation;

/** Breaks the rule that commands fail with a message of the catalogue. */
public final class OwnWords {
    public void fail() {
        throw new IllegalStateException("something is wrong");
    }
}
