package io.sluicegate.launcher.platform;

import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.runtime.service.ExitReason;

/** Says on standard error why a process stops: a person who started it by hand may see no log. */
public final class Stopped {
    private Stopped() {}

    public static void tell(ExitReason reason) {
        Terminal.standard()
                .note("sluicegate stops with exit code " + reason.code().code() + " " + reason.code() + ": "
                        + reason.line());
    }
}
