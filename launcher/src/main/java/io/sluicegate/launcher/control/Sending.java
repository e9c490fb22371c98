package io.sluicegate.launcher.control;

import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.control.EffectState.GivenUp;
import io.sluicegate.launcher.control.EffectState.InEffect;
import io.sluicegate.launcher.control.EffectState.Refused;
import io.sluicegate.launcher.control.EffectState.Spreading;
import io.sluicegate.launcher.control.EffectState.Undecided;
import io.sluicegate.launcher.control.EffectState.Withdrawn;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.runtime.control.CommandNotWritten;
import io.sluicegate.runtime.control.ControlClient;
import java.nio.file.Path;
import java.time.Duration;

/** Sends a command, shows what becomes of it, and returns once it is in effect. */
final class Sending {
    private final Terminal terminal;
    private final ControlClient control;
    private final EffectReader reader;
    private final WaitOptions options;
    private final Path file;

    Sending(Terminal terminal, ControlClient control, EffectReader reader, WaitOptions options, Path file) {
        this.terminal = terminal;
        this.control = control;
        this.reader = reader;
        this.options = options;
        this.file = file;
    }

    /**
     * @param again how the command can be repeated if nobody answers
     * @throws CommandFailed if the command is refused or does not come into effect
     */
    int send(ModelCommand command, String topic, String again) {
        terminal.line(CommandWords.of(command) + ", command " + command.getCommandId());
        reader.begin();
        var effect = new Effect(command);
        try (var goesOn = new GoesOn(command, file, () -> effect.decision().isPresent(), terminal::note)) {
            append(command, topic);
            goesOn.written();
            return conclude(command, topic, await(effect), again);
        }
    }

    private void append(ModelCommand command, String topic) {
        try {
            control.append(command, topic);
        } catch (CommandNotWritten e) {
            throw new CommandFailed(e, Message.COMMAND_NOT_WRITTEN, CommandWords.of(command), command.getCommandId());
        }
    }

    private EffectState await(Effect effect) {
        var lines = new ProgressLines(terminal);
        var patience = new Patience(options.limit());
        while (true) {
            reader.poll(effect);
            var state = effect.at(System.currentTimeMillis());
            var lasts = patience.lasts(state, System.nanoTime());
            var atMost = patience.atMost(state);
            lines.show(effect, state, lasts, atMost);
            if (state.isFinal() || isEnough(state) || lasts.compareTo(atMost) >= 0) {
                terminal.passing("");
                return state;
            }
        }
    }

    private boolean isEnough(EffectState state) {
        return !options.waitsForEffect() && !(state instanceof Undecided);
    }

    private int conclude(ModelCommand command, String topic, EffectState state, String again) {
        var words = CommandWords.of(command);
        if (state instanceof Undecided) {
            throw unanswered(command, topic, again);
        }
        if (state instanceof Refused refused) {
            throw new CommandFailed(Message.COMMAND_REFUSED, words, refused.reason());
        }
        if (state instanceof Withdrawn withdrawn) {
            throw new CommandFailed(Message.COMMAND_WITHDRAWN, words, withdrawn.reason());
        }
        if (state instanceof GivenUp givenUp) {
            throw new CommandFailed(Message.EFFECT_GIVEN_UP, words, givenUp.reason());
        }
        if (state instanceof Spreading spreading && spreading.live().isEmpty() && options.waitsForEffect()) {
            throw new CommandFailed(Message.NOBODY_TO_ACT, words, spreading.revision());
        }
        if (state instanceof InEffect inEffect) {
            inEffect.revision().ifPresent(revision -> terminal.line(told(revision, inEffect.instances())));
        } else if (options.waitsForEffect()) {
            throw new CommandFailed(Message.EFFECT_OUTSTANDING, words, state.words(), command.getPipeline());
        }
        return 0;
    }

    private static String told(long revision, int instances) {
        return "IN EFFECT: revision " + revision
                + switch (instances) {
                    case 0 -> ", to which rollout control keeps";
                    case 1 -> ", read by the one live instance";
                    default -> ", read by all " + instances + " live instances";
                };
    }

    private CommandFailed unanswered(ModelCommand command, String topic, String again) {
        if (command.getKind() == CommandKind.WITHDRAW) {
            return silent(Message.WITHDRAWAL_QUEUED, command);
        }
        return topic.equals(Topics.APPROVALS)
                ? silent(Message.APPROVAL_QUEUED, command)
                : silentToChange(command, again);
    }

    private static CommandFailed silent(Message message, ModelCommand command) {
        return new CommandFailed(message, CommandWords.of(command), seconds(Patience.DECISION));
    }

    private CommandFailed silentToChange(ModelCommand command, String again) {
        return new CommandFailed(
                Message.ROLLOUT_CONTROL_SILENT,
                CommandWords.of(command),
                seconds(Patience.DECISION),
                command.getExpectedRevision() == null ? "" : ", if its revision is still in force by then",
                "sluicegate rollout withdraw " + command.getCommandId() + " --pipeline "
                        + Repetition.quoted(file.toString()),
                again);
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }
}
