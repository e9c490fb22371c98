package io.sluicegate.launcher.plan;

import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.cli.TextTable;
import io.sluicegate.launcher.cli.Wrapped;
import io.sluicegate.launcher.plan.domain.Demand;
import io.sluicegate.launcher.plan.domain.DeploymentPlan;
import io.sluicegate.launcher.plan.domain.MeasuredCosts;
import io.sluicegate.launcher.plan.domain.MeasuredCosts.Latency;
import io.sluicegate.launcher.plan.domain.StagePlan;
import io.sluicegate.runtime.http.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plan as people and programs read it, with what it assumes. */
record PlanReport(Demand demand, MeasuredCosts costs, DeploymentPlan plan) {
    private static final double MIB_OF_A_GIB = 1024;

    void print(Terminal terminal) {
        terminal.line(format(
                "%,.0f predictions a second, %d features, a model of %s µs, %,d entities",
                demand.rate(), demand.features(), decimal(demand.modelMicros()), demand.entities()));
        terminal.line("");
        terminal.line("partitions  " + plan.partitions());
        terminal.line("latency     " + latency());
        terminal.line("");
        var table = new TextTable(
                "STAGE", "INSTANCES", "THREADS", "BUSY CORES", "µs AN EVENT", "MEMORY EACH", "STATE EACH");
        for (var stage : plan.stages()) {
            table.row(
                    stage.stage(),
                    stage.instances(),
                    stage.threads(),
                    decimal(stage.busyCores()),
                    decimal(stage.cpuMicros()),
                    size(stage.memoryMiB()),
                    size(stage.diskMiB()));
        }
        table.print(terminal);
        var brokers = plan.brokers();
        terminal.line("");
        terminal.line("brokers     " + decimal(brokers.busyCores()) + " busy cores in all, " + size(brokers.diskMiB())
                + " of disk in all");
        terminal.line(format(
                "network     %s MiB/s in, %s between brokers, %s out",
                decimal(brokers.inMiB()), decimal(brokers.replicatedMiB()), decimal(brokers.outMiB())));
        terminal.line("");
        terminal.line("This assumes:");
        for (var assumption : assumptions()) {
            Wrapped.lines("- " + assumption, "  ", terminal.width()).forEach(terminal::line);
        }
    }

    private String latency() {
        var least = costs.latencies().stream()
                .min(Comparator.comparingDouble(Latency::p99Ms))
                .orElse(null);
        if (least == null) {
            return "unknown: the file of the costs has none";
        }
        return plan.latency()
                .map(latency -> format(
                        "%s: a 99th percentile of %.0f ms was measured at %d events a second",
                        latency.setting(), latency.p99Ms(), latency.rate()))
                .orElseGet(() -> format(
                        "out of reach: the least that was measured is %.0f ms, with %s, and the model takes %s ms",
                        least.p99Ms(), least.setting(), decimal(demand.modelMicros() / 1_000)));
    }

    private List<String> assumptions() {
        return List.of(
                "What an event costs was measured on " + costs.machine() + ".",
                "The costs are those of an event in a backlog. At a low rate commits cost more than events: up to half of a thread's time "
                        + "with low, a tenth with balanced.",
                format(
                        "A thread is busy for at most %.0f %% of its time, so one of two instances may be lost. A stage has at least two instances, "
                                + "of %d cores.",
                        DeploymentPlan.BUSY * 100, demand.cores()),
                "Each thread has two partitions, so that a stage can grow to twice its threads.",
                "Latency was measured with little load on each thread; a model adds its own time twice.",
                "A replica costs a broker as much as the leader. One reader reads the predictions.",
                "State and changelogs hold every value twice for a while. Heap is 512 MiB; models' weights come on top.");
    }

    Map<String, Object> json() {
        var brokers = plan.brokers();
        var json = Json.object(
                "partitions", plan.partitions(),
                "stages", plan.stages().stream().map(PlanReport::json).toList(),
                "brokers",
                        Json.object(
                                "busyCores", brokers.busyCores(),
                                "inMiBPerSecond", brokers.inMiB(),
                                "replicatedMiBPerSecond", brokers.replicatedMiB(),
                                "outMiBPerSecond", brokers.outMiB(),
                                "diskMiB", brokers.diskMiB()),
                "assumptions", assumptions());
        plan.latency()
                .ifPresent(latency -> json.put(
                        "latency",
                        Json.object(
                                "setting", latency.setting(),
                                "p99Ms", latency.p99Ms(),
                                "atRate", latency.rate())));
        return json;
    }

    private static Map<String, Object> json(StagePlan stage) {
        return Json.object(
                "stage", stage.stage(),
                "instances", stage.instances(),
                "threads", stage.threads(),
                "busyCores", stage.busyCores(),
                "cpuMicrosPerEvent", stage.cpuMicros(),
                "memoryMiB", stage.memoryMiB(),
                "stateMiB", stage.diskMiB());
    }

    private static String size(double mib) {
        if (mib < 1) {
            return "-";
        }
        return mib < MIB_OF_A_GIB ? format("%.0f MiB", mib) : format("%,.1f GiB", mib / MIB_OF_A_GIB);
    }

    /** One decimal, more for what is small. */
    private static String decimal(double value) {
        return value < 1 ? format("%.2f", value) : format("%,.1f", value);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
