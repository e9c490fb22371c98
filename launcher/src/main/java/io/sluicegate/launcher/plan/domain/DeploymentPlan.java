package io.sluicegate.launcher.plan.domain;

import io.sluicegate.launcher.plan.domain.MeasuredCosts.Latency;
import java.util.List;
import java.util.Optional;

/**
 * A deployment that does what is demanded.
 *
 * @param partitions partitions of the pipeline's topics
 * @param latency the calmest latency setting whose measured percentile is within the demand; empty if none is
 * @param brokers what the brokers take together
 */
public record DeploymentPlan(long partitions, List<StagePlan> stages, Optional<Latency> latency, Brokers brokers) {
    /** The share of its time that a thread may be busy, so that a peak or a lost instance finds room. */
    public static final double BUSY = 0.5;

    private static final int FEWEST_PARTITIONS = 4;
    private static final int FEWEST_INSTANCES = 2;
    private static final int PARTITIONS_OF_A_THREAD = 2;
    private static final double MICROS = 1e6;
    private static final double MIB = 1 << 20;
    private static final double SECONDS_OF_A_DAY = 86_400;

    /** A model is asked while the batch before it is computed. */
    private static final double CALLS_IN_A_WAIT = 2;

    /** Stores and compacted topics hold superseded values for a while. */
    private static final double SUPERSEDED = 2;

    /** A thread of the heap's and RocksDB's size: each further one needs its buffers. */
    private static final double MIB_OF_A_THREAD = 64;

    /**
     * The load of all brokers together.
     *
     * @param busyCores cores that are busy
     * @param inMiB MiB a second from producers
     * @param replicatedMiB MiB a second between brokers
     * @param outMiB MiB a second to the stages and to one reader of the predictions
     * @param diskMiB logs of the time for which topics are kept, and changelogs
     */
    public record Brokers(double busyCores, double inMiB, double replicatedMiB, double outMiB, double diskMiB) {}

    /** The deployment for a demand. */
    public static DeploymentPlan of(Demand demand, MeasuredCosts costs) {
        var state = demand.entities() * costs.enricher().internalBytes().at(demand.features());
        var waiting = demand.rate()
                * demand.labelDays()
                * SECONDS_OF_A_DAY
                * costs.detector().internalBytes().at(demand.features());
        var stages = List.of(
                stage(demand, costs.enricher(), 0, state),
                stage(demand, costs.scorer(), demand.modelMicros(), 0),
                stage(demand, costs.detector(), 0, waiting));
        var threads = stages.stream().mapToLong(StagePlan::threads).max().orElse(1);
        return new DeploymentPlan(
                Math.max(FEWEST_PARTITIONS, PARTITIONS_OF_A_THREAD * threads),
                stages,
                latency(demand, costs.latencies()),
                brokers(demand, costs, state + waiting));
    }

    private static StagePlan stage(Demand demand, StageCosts costs, double model, double state) {
        var micros = costs.cpuMicros().at(demand.features()) + model;
        var busy = demand.rate() * micros / MICROS;
        var needed = Math.max(1, (long) Math.ceil(busy / BUSY));
        var instances = Math.max(FEWEST_INSTANCES, (long) Math.ceil((double) needed / demand.cores()));
        var each = (long) Math.ceil((double) needed / instances);
        return new StagePlan(
                costs.stage(),
                micros,
                busy,
                each * instances,
                instances,
                costs.residentMiB() + (each - 1) * MIB_OF_A_THREAD,
                SUPERSEDED * state / MIB / instances);
    }

    private static Optional<Latency> latency(Demand demand, List<Latency> latencies) {
        var model = CALLS_IN_A_WAIT * demand.modelMicros() / 1_000;
        return latencies.stream()
                .filter(latency -> latency.p99Ms() + model <= demand.p99Ms())
                .findFirst();
    }

    private static Brokers brokers(Demand demand, MeasuredCosts costs, double state) {
        var features = costs.enricher().outputBytes().at(demand.features());
        var predictions = costs.scorer().outputBytes().at(demand.features());
        var kept = costs.eventBytes() + features + predictions;
        var internal = costs.enricher().internalBytes().at(demand.features())
                + costs.scorer().internalBytes().at(demand.features())
                + costs.detector().internalBytes().at(demand.features());
        var in = demand.rate()
                * (kept + internal + costs.detector().outputBytes().at(demand.features()));
        var out = demand.rate() * (costs.eventBytes() + 2 * features + 2 * predictions);
        return new Brokers(
                demand.rate() * costs.brokerMicros() / MICROS * demand.replication(),
                in / MIB,
                in * (demand.replication() - 1) / MIB,
                out / MIB,
                demand.replication()
                        * (demand.rate() * kept * demand.retentionDays() * SECONDS_OF_A_DAY + SUPERSEDED * state)
                        / MIB);
    }

    /** Instances of all stages. */
    public long instances() {
        return stages.stream().mapToLong(StagePlan::instances).sum();
    }

    /** Cores of the stages' threads. */
    public long threads() {
        return stages.stream().mapToLong(StagePlan::threads).sum();
    }
}
