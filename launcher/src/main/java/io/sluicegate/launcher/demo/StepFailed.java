package io.sluicegate.launcher.demo;

/** A step of the loop did not happen; the message names the awaited state and the state seen instead. */
final class StepFailed extends Exception {
    private static final long serialVersionUID = 1L;

    StepFailed(String why) {
        super(why);
    }

    StepFailed(String why, Exception cause) {
        super(why, cause);
    }
}
