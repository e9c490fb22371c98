package io.sluicegate.launcher.control;

import picocli.CommandLine.Command;

/** The {@code rollout} commands. */
@Command(
        name = "rollout",
        description = "Change which versions score, and wait until the change is in effect.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Deploy.class,
            Canary.class,
            Shadow.class,
            Shift.class,
            Promote.class,
            Rollback.class,
            Abort.class,
            Pause.class,
            Resume.class,
            Withdraw.class,
        },
        footer = "  sluicegate rollout canary --pipeline examples/fraud/fraud.yaml --model-version 2 --percent 10")
public final class RolloutCommands {}
