package io.sluicegate.launcher.control;

import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;

/** A share of the keys, in percent. */
final class Percent {
    private static final double ALL = 100;

    private Percent() {}

    /** @throws CommandFailed if it is none */
    static double checked(double percent) {
        if (!(percent > 0 && percent <= ALL)) {
            throw new CommandFailed(Message.VALUE_UNUSABLE, "--percent", percent, "above 0 and at most 100");
        }
        return percent;
    }
}
