package io.sluicegate.pipeline.catalogue;

/**
 * The reason why a record isn't used: the cause in its dead letter.
 *
 * @param message says what is wrong with the record, without its values
 */
public record Rejection(ErrorCode code, String message) {
    @Override
    public String toString() {
        return code + ": " + message;
    }
}
