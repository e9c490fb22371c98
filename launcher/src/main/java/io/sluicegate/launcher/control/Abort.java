package io.sluicegate.launcher.control;

import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.CommandKind;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Ends a trial, a shadow or a preparation. */
@Command(
        name = "abort",
        description = "End the trial, the shadow or the preparation of a version; the primary stays.",
        footer = "  sluicegate rollout abort --pipeline examples/fraud/fraud.yaml --reason compared")
final class Abort extends InForceCommand {
    Abort() {
        super(CommandKind.ABORT);
    }

    @Override
    String meant(DeploymentView inForce) {
        var running = running(inForce);
        if (running.isEmpty()) {
            throw new CommandFailed(Message.NOTHING_TO_END, inForce.record().getPipeline());
        }
        if (running.size() > 1) {
            throw new CommandFailed(Message.SEVERAL_TO_END, states(running), choices(running));
        }
        return running.get(0).version();
    }

    private static String states(List<Running> running) {
        return running.stream()
                .map(each -> each.version() + " " + each.state())
                .collect(Collectors.joining(", version "));
    }

    private static String choices(List<Running> running) {
        return running.stream()
                .map(each -> "--model-version " + each.version())
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    private static List<Running> running(DeploymentView inForce) {
        return Stream.of(
                        inForce.candidates().stream().map(arm -> new Running(arm.name(), "is on trial")),
                        inForce.shadows().stream().map(arm -> new Running(arm.name(), "is a shadow")),
                        inForce.preparing().stream()
                                .map(next -> new Running(next.getTarget().getVersion(), "is being prepared")))
                .flatMap(each -> each)
                .toList();
    }

    /** A version that ABORT can end, and its state. */
    private record Running(String version, String state) {}
}
