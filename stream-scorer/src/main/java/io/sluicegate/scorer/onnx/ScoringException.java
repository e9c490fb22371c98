package io.sluicegate.scorer.onnx;

/** Thrown when the model failed on a batch of rows. */
public final class ScoringException extends Exception {
    private static final long serialVersionUID = 1;

    ScoringException(String message) {
        super(message);
    }

    ScoringException(String message, Throwable cause) {
        super(message, cause);
    }
}
