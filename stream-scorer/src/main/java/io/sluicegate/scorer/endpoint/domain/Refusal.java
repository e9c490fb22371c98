package io.sluicegate.scorer.endpoint.domain;

/** Thrown when a request isn't answered: an HTTP status, and what was expected, what was found and what to do. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    public Refusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The request is wrong. */
    public static Refusal wrong(String message) {
        return new Refusal(400, message);
    }

    /** There is no such model or version. */
    public static Refusal unknown(String message) {
        return new Refusal(404, message);
    }

    /** The answer must wait: for a version that is loading, or for room in the queue. */
    public static Refusal unavailable(String message) {
        return new Refusal(503, message);
    }

    /** The answer came too late. */
    public static Refusal late(String message) {
        return new Refusal(504, message);
    }

    public int status() {
        return status;
    }

    /** The reason of the refusal. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
