package io.sluicegate.launcher.bundle;

import picocli.CommandLine.Command;

/** The {@code bundle} command. */
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
public final class BundleCommand {}
