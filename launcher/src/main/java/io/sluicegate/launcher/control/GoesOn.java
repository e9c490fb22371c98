package io.sluicegate.launcher.control;

import io.sluicegate.records.ModelCommand;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Tells a person who ends the waiting with Ctrl-C that the command goes on, and how to look and to end it. */
final class GoesOn implements AutoCloseable {
    private final ModelCommand command;
    private final String options;
    private final BooleanSupplier decided;
    private final Thread hook;
    private volatile boolean isWritten;

    /** @param decided whether rollout control has decided on the command */
    GoesOn(ModelCommand command, Path file, BooleanSupplier decided, Consumer<String> out) {
        this.command = command;
        this.options = " --pipeline " + Repetition.quoted(file.toString());
        this.decided = decided;
        hook = new Thread(() -> out.accept(text()), "sluicegate-goes-on");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The command is in the log. */
    void written() {
        isWritten = true;
    }

    String text() {
        return "%n%s %s.%nLook with: sluicegate audit%s%n%s"
                .formatted(
                        CommandWords.of(command),
                        isWritten ? "goes on without you" : "may not have reached the log",
                        options,
                        decided.getAsBoolean()
                                ? "End a preparation or a trial with: sluicegate rollout abort" + options
                                : "Take it back while it is queued with: sluicegate rollout withdraw "
                                        + command.getCommandId() + options);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process ends already, and the hook prints
        }
    }
}
