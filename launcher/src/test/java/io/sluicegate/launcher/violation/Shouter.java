package io.sluicegate.launcher.violation;

/** Breaks the rule that one place prints why a command failed. */
public final class Shouter {
    public void fail() {
        System.err.println("something is wrong");
    }
}
