package io.sluicegate.launcher;

import io.sluicegate.launcher.cli.FileFailure;
import io.sluicegate.pipeline.config.Addresses;
import io.sluicegate.pipeline.config.ConfigException;
import io.sluicegate.runtime.cluster.TopicsContradict;
import io.sluicegate.runtime.cluster.TopicsMissing;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.runtime.control.DeploymentUnreadable;
import io.sluicegate.runtime.http.CannotBind;
import io.sluicegate.runtime.kafka.AlreadyRunning;
import io.sluicegate.runtime.kafka.KafkaUnreachable;
import io.sluicegate.runtime.registry.IncompatibleSchema;
import io.sluicegate.runtime.registry.RegistryUnavailable;
import io.sluicegate.runtime.service.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says why a command failed, with the exit code that belongs to the reason; prints a stack trace only where the user asks for it. */
final class Failures implements IExecutionExceptionHandler {
    /** Failures of a pipeline's file and of services, whose messages say what to do. */
    private static final Map<Class<? extends Exception>, ExitCode> WITH_REMEDY = Map.of(
            ConfigException.class, ExitCode.BAD_CONFIGURATION,
            IncompatibleSchema.class, ExitCode.BAD_CONFIGURATION,
            CannotBind.class, ExitCode.CANNOT_BIND,
            TopicsContradict.class, ExitCode.KAFKA,
            TopicsMissing.class, ExitCode.NOT_FOUND,
            AlreadyRunning.class, ExitCode.KAFKA,
            KafkaUnreachable.class, ExitCode.UNREACHABLE,
            RegistryUnavailable.class, ExitCode.UNREACHABLE,
            DeploymentUnreadable.class, ExitCode.UNEXPECTED);

    private final Consumer<String> errors;
    private final BooleanSupplier debug;

    /** @param debug whether the user asks for stack traces */
    Failures(Consumer<String> errors, BooleanSupplier debug) {
        this.errors = errors;
        this.debug = debug;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        var code = Optional.ofNullable(WITH_REMEDY.get(failure.getClass()));
        if (code.isPresent()) {
            return said(String.valueOf(failure.getMessage()), failure, code.get());
        }
        var known = inWords(failure, command.getCommandSpec().qualifiedName());
        return said(String.valueOf(known.getMessage()), failure, known.exitCode());
    }

    private static CommandFailed inWords(Exception failure, String command) {
        if (failure instanceof CommandFailed known) {
            return known;
        }
        if (failure instanceof IOException file) {
            return FileFailure.of(file);
        }
        if (failure instanceof UncheckedIOException file && file.getCause() != null) {
            return FileFailure.of(file.getCause());
        }
        if (failure instanceof TimeoutException) {
            return new CommandFailed(failure, Message.KAFKA_FELL_SILENT, failure.getMessage());
        }
        if (failure instanceof AuthenticationException || failure instanceof AuthorizationException) {
            return new CommandFailed(failure, Message.KAFKA_REFUSES, "Kafka", failure.getMessage());
        }
        return new CommandFailed(failure, Message.UNKNOWN_FAULT, command, failure);
    }

    private int said(String line, Exception failure, ExitCode code) {
        if (debug.getAsBoolean()) {
            errors.accept(Addresses.shown(trace(failure)));
        }
        errors.accept(Addresses.shown(line));
        return code.code();
    }

    private static String trace(Exception failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString().stripTrailing();
    }
}
