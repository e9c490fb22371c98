package io.sluicegate.bench;

import io.sluicegate.bench.scoring.ScoringCommand;
import picocli.CommandLine.Command;

/** {@code sluicegate bench}. */
@Command(
        name = "bench",
        description = "Puts to the test what Sluicegate promises.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "BENCHMARK",
        subcommands = {ScoringCommand.class})
public final class BenchCommand {}
