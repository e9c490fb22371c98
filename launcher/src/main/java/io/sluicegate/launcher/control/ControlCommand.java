package io.sluicegate.launcher.control;

import io.sluicegate.launcher.PipelineOption;
import io.sluicegate.launcher.cli.Cluster;
import io.sluicegate.launcher.cli.LogReader;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.runtime.control.ControlClient;
import io.sluicegate.runtime.control.NewCommand;
import io.sluicegate.runtime.kafka.Issuer;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that appends a record to the command log: the options and the course of events that all of them share. */
@Command
abstract class ControlCommand implements Callable<Integer> {
    private static final List<String> TOPICS =
            List.of(Topics.COMMANDS, Topics.DEPLOYMENTS, Topics.STATUS, Topics.AUDIT);

    @Mixin
    @SuppressWarnings("NullAway.Init")
    PipelineOption pipeline;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private WaitOptions waiting;

    @Option(names = "--reason", defaultValue = "", description = "Reason, for the audit.")
    @SuppressWarnings("NullAway.Init")
    private String reason;

    @Option(
            names = "--by",
            description = "Your name, if Kafka doesn't authenticate you (default: the system's user); otherwise "
                    + "the command carries your Kafka identity.")
    @Nullable
    private String by;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    private final CommandKind kind;

    ControlCommand(CommandKind kind) {
        this.kind = kind;
    }

    /** Adds what the command line and the pipeline's file say; nothing is read from Kafka yet. */
    abstract void complete(ModelCommand.Builder command, PipelineConfig config);

    /** Adds what depends on what is in force. */
    abstract void aim(ModelCommand.Builder command, Situation now);

    /** The line by which the command can be repeated without acting twice. */
    abstract String again(ModelCommand command);

    /** The topic to which the command is appended. */
    String topic(PipelineConfig config) {
        return Topics.COMMANDS;
    }

    @Override
    public Integer call() throws InterruptedException {
        var config = pipeline.read();
        var command = NewCommand.of(config, kind, "", issuedBy(Issuer.of(config.kafka())))
                .setReason(reason);
        complete(command, config);
        try (var cluster = Cluster.open(config)) {
            requireTopics(cluster);
            return act(command, cluster);
        }
    }

    private static void requireTopics(Cluster cluster) {
        try (var log = new LogReader(cluster.clients())) {
            TOPICS.forEach(log::partitions);
        }
    }

    private int act(ModelCommand.Builder command, Cluster cluster) {
        try (var control = new ControlClient(cluster.clients())) {
            aim(command, new Situation(cluster, control));
            var topic = topic(cluster.config());
            return waiting.isDryRun()
                    ? new DryRun(Terminal.standard(), cluster, pipeline.file()).show(command.build(), topic)
                    : send(cluster, control, command.build(), topic);
        }
    }

    private int send(Cluster cluster, ControlClient control, ModelCommand command, String topic) {
        try (var reader = new EffectReader(cluster.clients())) {
            var sending = new Sending(Terminal.standard(), control, reader, waiting, pipeline.file());
            return sending.send(command, topic, again(command));
        }
    }

    private String issuedBy(Issuer issuer) {
        if (by != null && issuer.authenticated() && !by.equals(issuer.name())) {
            throw new CommandFailed(Message.IDENTITY_FIXED, issuer.name());
        }
        return by == null ? issuer.name() : by;
    }
}
