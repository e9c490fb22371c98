package io.sluicegate.launcher.control;

import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes back a command that rollout control has not decided yet. */
@Command(
        name = "withdraw",
        description = "Take back a command that rollout control has not decided yet.",
        footer = "  sluicegate rollout withdraw --pipeline examples/fraud/fraud.yaml --reason \"wrong version\"")
final class Withdraw extends ControlCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "COMMAND-ID",
            description = "Id of the command, as it was printed (default: the only one that is queued).")
    @Nullable
    private String commandId;

    Withdraw() {
        super(CommandKind.WITHDRAW);
    }

    @Override
    void complete(ModelCommand.Builder command, PipelineConfig config) {}

    @Override
    void aim(ModelCommand.Builder command, Situation now) {
        command.setWithdraws(commandId == null ? only(now.queued(), now.pipeline()) : commandId);
    }

    @Override
    String again(ModelCommand command) {
        return new Repetition(spec).ofSafe();
    }

    static String only(List<ModelCommand> queued, String pipeline) {
        if (queued.isEmpty()) {
            throw new CommandFailed(Message.NOTHING_QUEUED, pipeline);
        }
        if (queued.size() > 1) {
            throw new CommandFailed(Message.SEVERAL_QUEUED, queued.size(), pipeline, choices(queued));
        }
        return queued.get(0).getCommandId();
    }

    private static String choices(List<ModelCommand> queued) {
        return queued.stream()
                .map(each -> "%s (%s by %s)".formatted(each.getCommandId(), CommandWords.of(each), each.getIssuedBy()))
                .collect(Collectors.joining(", "));
    }
}
