package io.sluicegate.bench;

import picocli.CommandLine.Command;

/** {@code sluicegate bench}. */
@Command(
        name = "bench",
        description = "Puts to the test what Sluicegate promises.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "BENCHMARK",
        subcommands = {})
public final class BenchCommand {}
