package io.sluicegate.launcher.control;

import io.sluicegate.records.ModelCommand;

/** A command in words, with its version and its revision. */
final class CommandWords {
    private CommandWords() {}

    /** For example {@code PROMOTE of version 2 at revision 6}. */
    static String of(ModelCommand command) {
        return command.getKind()
                + (command.getVersion().isEmpty() ? "" : " of version " + command.getVersion())
                + (command.getWithdraws() == null ? "" : " of command " + command.getWithdraws())
                + (command.getExpectedRevision() == null ? "" : " at revision " + command.getExpectedRevision());
    }
}
