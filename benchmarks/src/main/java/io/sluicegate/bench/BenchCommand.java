package io.sluicegate.bench;

import io.sluicegate.bench.chaos.ChaosCommand;
import io.sluicegate.bench.cost.CostCommand;
import io.sluicegate.bench.enricher.EnricherCommand;
import io.sluicegate.bench.forests.ForestsCommand;
import io.sluicegate.bench.gpu.GpuCommand;
import io.sluicegate.bench.loop.LoopCommand;
import io.sluicegate.bench.peers.PeersCommand;
import io.sluicegate.bench.recovery.RecoveryCommand;
import io.sluicegate.bench.rollback.RollbackCommand;
import io.sluicegate.bench.scoring.ScoringCommand;
import io.sluicegate.bench.soak.SoakCommand;
import io.sluicegate.bench.trials.TrialsCommand;
import picocli.CommandLine.Command;

/** {@code sluicegate bench}. */
@Command(
        name = "bench",
        description = "Measure Sluicegate, and test its promises.",
        synopsisSubcommandLabel = "BENCHMARK",
        subcommands = {
            ScoringCommand.class,
            PeersCommand.class,
            RollbackCommand.class,
            RecoveryCommand.class,
            LoopCommand.class,
            EnricherCommand.class,
            CostCommand.class,
            ChaosCommand.class,
            SoakCommand.class,
            TrialsCommand.class,
            GpuCommand.class,
            ForestsCommand.class
        },
        footer = "  sluicegate bench scoring --quick")
public final class BenchCommand {}
