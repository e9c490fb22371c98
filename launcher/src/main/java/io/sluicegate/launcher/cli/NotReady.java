package io.sluicegate.launcher.cli;

/**
 * Why a stage isn't ready, and what to do: a service writes both in one line, with a semicolon between them.
 *
 * @param remedy what to do; where the service doesn't say that, a general advice
 */
public record NotReady(String why, String remedy) {
    private static final String BETWEEN = "; ";
    private static final String GENERAL =
            "mend what the reason names; the stage goes on by itself, unless its process has stopped";

    /** @param reason what {@code /readyz} says of the stage */
    public static NotReady of(String reason) {
        var end = reason.lastIndexOf(BETWEEN);
        return end < 0
                ? new NotReady(reason, GENERAL)
                : new NotReady(reason.substring(0, end), reason.substring(end + BETWEEN.length()));
    }
}
