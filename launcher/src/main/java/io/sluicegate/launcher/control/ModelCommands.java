package io.sluicegate.launcher.control;

import picocli.CommandLine.Command;

/** The {@code model} commands. */
@Command(
        name = "model",
        description = "Make model versions known, and approve them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {Register.class, Approve.class},
        footer = "  sluicegate model register --pipeline examples/fraud/fraud.yaml --model-version 2")
public final class ModelCommands {}
