package io.sluicegate.launcher.control;

import io.sluicegate.control.ControlStage;
import io.sluicegate.control.domain.Decision;
import io.sluicegate.control.domain.Decision.Accepted;
import io.sluicegate.control.domain.Decision.Refused;
import io.sluicegate.control.domain.RolloutControl;
import io.sluicegate.control.domain.Standing;
import io.sluicegate.control.domain.Via;
import io.sluicegate.launcher.cli.Cluster;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.Preparation;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What rollout control would decide on a command now: the decision of its own code, on the state that its topics tell. Nothing is sent.
 */
final class DryRun {
    private final Terminal terminal;
    private final Cluster cluster;
    private final Path file;

    DryRun(Terminal terminal, Cluster cluster, Path file) {
        this.terminal = terminal;
        this.cluster = cluster;
        this.file = file;
    }

    /** @throws CommandFailed if the command would be refused */
    int show(ModelCommand command, String topic) {
        var state = TopicState.read(cluster.clients());
        var now = Instant.now();
        terminal.line(CommandWords.of(command) + " is not sent.");
        leftOut(command);
        var decision = decision(state, command, topic, now);
        if (decision instanceof Refused refused) {
            throw new CommandFailed(Message.WOULD_BE_REFUSED, CommandWords.of(command), refused.reason());
        }
        if (decision instanceof Accepted accepted) {
            terminal.line("It would be ACCEPTED: " + accepted.reason());
            accepted.deployment().ifPresent(next -> effect(next, state, now));
        }
        return 0;
    }

    private Decision decision(TopicState state, ModelCommand command, String topic, Instant now) {
        var control = new RolloutControl(List.of(ControlStage.rules(cluster.config())));
        var via = topic.equals(Topics.APPROVALS) ? Via.APPROVALS : Via.COMMANDS;
        return control.decide(state, command, via, List.of(), state.brokerTime(now), now);
    }

    private void effect(Deployment next, TopicState state, Instant now) {
        terminal.line("  It would make revision " + next.getRevision() + ".");
        var preparing = next.getPreparing();
        if (preparing != null && preparing.getCommandId().equals(next.getCommandId())) {
            standings(preparing, state, now);
        }
    }

    private void standings(Preparation preparing, TopicState state, Instant now) {
        var version = preparing.getTarget();
        var live = Standing.ofLive(state.statuses(cluster.config().pipeline()), version, 0, state.brokerTime(now));
        terminal.line(
                live.isEmpty()
                        ? "  No instance is alive: the preparation would wait for one until " + preparing.getDeadline()
                                + "."
                        : "  It would be activated once each live instance has version %s ready, until %s at the latest:"
                                .formatted(version.getVersion(), preparing.getDeadline()));
        live.forEach(each -> terminal.line("    instance %s %s"
                .formatted(each.instance(), each.ready() ? "has the version ready" : "would load the version")));
    }

    /** What the topics don't tell. */
    private void leftOut(ModelCommand command) {
        terminal.line(
                "Assumed: rollout control runs with " + file + ", and nothing changes before it reads the command.");
        var queued = CommandQueue.read(cluster.clients()).of(command.getPipeline());
        if (!queued.isEmpty()) {
            terminal.line(
                    "Left out: %d queued command(s), which rollout control would read first:".formatted(queued.size()));
            queued.forEach(each -> terminal.line("  " + each.getCommandId() + "  " + CommandWords.of(each)));
        }
    }
}
