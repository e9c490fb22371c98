package io.sluicegate.launcher.bundle;

import io.sluicegate.launcher.cli.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code bundle} command, which with options of its own does what {@code bundle train} does now. */
@Command(
        name = "bundle",
        description = "Make a bundle of an ONNX model, look into one, and publish one.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CreateCommand.class,
            InspectCommand.class,
            VerifyCommand.class,
            ScoreCommand.class,
            CompareCommand.class,
            PublishCommand.class,
        },
        footer = "  sluicegate bundle create --model model.onnx --name orders --version 1 --out orders-1")
public final class BundleCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @ArgGroup(
            exclusive = false,
            heading = "%nIn one step, for a model of one float32 matrix; the same as bundle create --pipeline:%n")
    private @Nullable FromPipeline fromPipeline;

    @Override
    public Integer call() throws Exception {
        if (fromPipeline == null) {
            throw new ParameterException(spec.commandLine(), "Missing required subcommand");
        }
        Terminal.standard().note("This command is now 'sluicegate bundle create' and 'sluicegate bundle publish'.");
        return fromPipeline.publish();
    }
}
