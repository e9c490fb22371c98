package io.sluicegate.launcher.cli;

/**
 * A fact on its way to the code that puts it into a message of the catalogue or into a result. No command fails with the fact alone: who
 * throws it says to whom.
 */
public abstract class CarriedFact extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param fact what was found, without a stack trace: it is no fault of the program */
    protected CarriedFact(String fact) {
        super(fact, null, false, false);
    }
}
