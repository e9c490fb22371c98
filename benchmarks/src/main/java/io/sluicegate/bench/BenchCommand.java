package io.sluicegate.bench;

import io.sluicegate.bench.chaos.ChaosCommand;
import picocli.CommandLine.Command;

/** {@code sluicegate bench}. */
@Command(
        name = "bench",
        description = "Puts to the test what Sluicegate promises.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "BENCHMARK",
        subcommands = {ChaosCommand.class})
public final class BenchCommand {}
