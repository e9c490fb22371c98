package io.sluicegate.launcher;

import io.sluicegate.launcher.bundle.Unusable;
import io.sluicegate.pipeline.config.ConfigException;
import io.sluicegate.runtime.control.DeploymentUnreadable;
import io.sluicegate.runtime.http.CannotBind;
import io.sluicegate.runtime.service.ExitCode;
import io.sluicegate.sandbox.CommandFailed;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Reports a failed command in one line, with its exit code; prints a stack trace only for unknown faults. */
final class Failures implements IExecutionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final Consumer<String> errors;

    Failures(Consumer<String> errors) {
        this.errors = errors;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        errors.accept(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        if (failure instanceof ConfigException) {
            return ExitCode.BAD_CONFIGURATION.code();
        }
        if (failure instanceof Unusable) {
            return ExitCode.BAD_CONFIGURATION.code();
        }
        if (failure instanceof CannotBind) {
            return ExitCode.CANNOT_BIND.code();
        }
        if (!(failure instanceof CommandFailed || failure instanceof DeploymentUnreadable)) {
            LOG.atError()
                    .addKeyValue("command", command.getCommandName())
                    .setCause(failure)
                    .log("command failed");
        }
        return ExitCode.UNEXPECTED.code();
    }
}
