package io.sluicegate.fraud.retraining;

/** The records that a trigger names can't be read. */
final class RangeGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RangeGone(String message) {
        super(message);
    }
}
