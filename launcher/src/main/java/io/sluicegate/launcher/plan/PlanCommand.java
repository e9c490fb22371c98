package io.sluicegate.launcher.plan;

import io.sluicegate.launcher.cli.ChangesNothing;
import io.sluicegate.launcher.cli.OutputOption;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.plan.domain.Demand;
import io.sluicegate.launcher.plan.domain.DeploymentPlan;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The {@code plan} command. */
@ChangesNothing
@Command(
        name = "plan",
        description = "Compute what a deployment takes: partitions, instances, cores, memory, disk and network, from "
                + "the measured cost of an event.",
        footer = "  sluicegate plan --rate 5000 --features 40 --model-micros 20 --p99 100 --costs cost.json")
public final class PlanCommand implements Callable<Integer> {
    private static final String ABOVE = "a number above 0, and at most 1e9";
    private static final String NOT_BELOW = "a number of at least 0, and at most 1e9";
    private static final double MOST = 1e9;

    @Option(names = "--rate", required = true, description = "Predictions a second, at the peak.")
    private double rate;

    @Option(names = "--features", required = true, description = "Features of the pipeline.")
    private int features;

    @Option(
            names = "--model-micros",
            required = true,
            paramLabel = "MICROS",
            description = "Processor time of the model a prediction, in a batch; sluicegate bench scoring measures it.")
    private double modelMicros;

    @Option(
            names = "--p99",
            required = true,
            paramLabel = "MS",
            description = "Longest 99th percentile from an event to its committed prediction, in ms.")
    private double p99;

    @Option(names = "--entities", defaultValue = "100000", description = "Entities (default: ${DEFAULT-VALUE}).")
    private long entities;

    @Option(
            names = "--label-days",
            defaultValue = "7",
            paramLabel = "DAYS",
            description = "How long predictions wait for labels; 0 without labels (default: ${DEFAULT-VALUE}).")
    private int labelDays;

    @Option(
            names = "--retention-days",
            defaultValue = "7",
            paramLabel = "DAYS",
            description = "How long events, features and predictions are kept (default: ${DEFAULT-VALUE}).")
    private int retentionDays;

    @Option(names = "--replication", defaultValue = "3", description = "Copies of a topic (default: ${DEFAULT-VALUE}).")
    private int replication;

    @Option(names = "--cores", defaultValue = "4", description = "Cores of an instance (default: ${DEFAULT-VALUE}).")
    private int cores;

    @Option(
            names = "--costs",
            required = true,
            paramLabel = "FILE",
            description = "cost.json, which sluicegate bench cost writes on your machine.")
    @SuppressWarnings("NullAway.Init")
    private Path costs;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    @Override
    public Integer call() {
        var demand = demand();
        var measured = CostsFile.of(costs);
        var plan = DeploymentPlan.of(demand, measured);
        var report = new PlanReport(demand, measured, plan);
        var terminal = Terminal.standard();
        output.print(terminal, report.json(), () -> report.print(terminal));
        return 0;
    }

    private Demand demand() {
        require("--rate", rate, rate > 0, ABOVE);
        require("--features", features, features > 0, ABOVE);
        require("--model-micros", modelMicros, modelMicros >= 0, NOT_BELOW);
        require("--p99", p99, p99 > 0, ABOVE);
        require("--entities", entities, entities > 0, ABOVE);
        require("--label-days", labelDays, labelDays >= 0, NOT_BELOW);
        require("--retention-days", retentionDays, retentionDays > 0, ABOVE);
        require("--replication", replication, replication > 0, ABOVE);
        require("--cores", cores, cores > 0, ABOVE);
        return new Demand(rate, features, modelMicros, p99, entities, labelDays, retentionDays, replication, cores);
    }

    private static void require(String option, Number value, boolean holds, String expected) {
        if (!holds || value.doubleValue() > MOST) {
            throw new CommandFailed(Message.VALUE_UNUSABLE, option, value, expected);
        }
    }
}
