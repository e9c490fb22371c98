package io.sluicegate.launcher.seeing;

import io.sluicegate.launcher.PipelineOption;
import io.sluicegate.launcher.cli.OutputOption;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.records.Unavailable;
import io.sluicegate.launcher.seeing.domain.Moment;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.runtime.registry.RegistryUnavailable;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** A command that reads the topics of one pipeline and shows something. */
abstract class SeeingCommand implements Callable<Integer> {
    private static final int PATIENCE_SECONDS = 5;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PipelineOption pipeline;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    /** Reads and prints; returns the exit code. */
    abstract int run(PipelineLog log, Terminal terminal) throws Exception;

    @Override
    public Integer call() throws Exception {
        return with(pipeline.read(), log -> run(log, Terminal.standard()));
    }

    /** What is done with a pipeline's log. */
    interface Work<T> {
        T on(PipelineLog log) throws Exception;
    }

    /** Does something with a pipeline's log; a broker that goes away meanwhile is named, like one that wasn't there. */
    static <T> T with(PipelineConfig config, Work<T> work) throws Exception {
        try (var log = PipelineLog.open(config)) {
            return work.on(log);
        } catch (TimeoutException e) {
            throw new CommandFailed(e, Message.KAFKA_UNREACHABLE, config.kafka().bootstrap(), PATIENCE_SECONDS, "");
        } catch (RegistryUnavailable e) {
            throw Unavailable.registry(config, e);
        }
    }

    void print(Terminal terminal, Object json, Runnable text) {
        output.print(terminal, json, text);
    }

    boolean isJson() {
        return output.isJson();
    }

    /** A time that the user wrote. */
    static Instant time(String text) {
        return Moment.parse(text, Instant.now()).orElseThrow(() -> new CommandFailed(Message.NOT_A_TIME, text));
    }

    static @Nullable Instant timeOrNull(@Nullable String text) {
        return text == null ? null : time(text);
    }
}
