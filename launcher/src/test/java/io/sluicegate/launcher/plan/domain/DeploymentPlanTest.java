package io.sluicegate.launcher.plan.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sluicegate.launcher.plan.domain.Growth.Point;
import io.sluicegate.launcher.plan.domain.MeasuredCosts.Latency;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploymentPlanTest {
    private static final MeasuredCosts COSTS = new MeasuredCosts(
            "a machine",
            100,
            10,
            stage("feature-enricher", 20, 200, 1_000),
            stage("stream-scorer", 15, 300, 0),
            stage("drift-detector", 40, 1, 50),
            List.of(new Latency("balanced", 300, 150), new Latency("low", 300, 40)));

    private static StageCosts stage(String name, double micros, double output, double internal) {
        return new StageCosts(name, constant(micros), constant(output), constant(internal), 700);
    }

    private static Growth constant(double figure) {
        return new Growth(List.of(new Point(15, figure)));
    }

    private static Demand demand(double rate, double modelMicros, double p99) {
        return new Demand(rate, 15, modelMicros, p99, 1_000_000, 1, 7, 3, 4);
    }

    @Test
    void shouldKeepHalfOfEachThreadFree() {
        var plan = DeploymentPlan.of(demand(100_000, 85, 200), COSTS);

        var enricher = plan.stages().get(0);
        assertThat(enricher.busyCores()).isCloseTo(2, within(1e-9));
        assertThat(enricher.threads()).isEqualTo(4);
        assertThat(enricher.instances()).isEqualTo(2);
        var scorer = plan.stages().get(1);
        assertThat(scorer.cpuMicros()).isEqualTo(100);
        assertThat(scorer.threads()).isEqualTo(20);
        assertThat(scorer.instances()).isEqualTo(5);
        assertThat(plan.partitions()).isEqualTo(40);
        assertThat(plan.threads()).isEqualTo(4 + 20 + 8);
        assertThat(plan.instances()).isEqualTo(2 + 5 + 2);
    }

    @Test
    void shouldHaveTwoInstancesOfEachStageHoweverLittleThereIsToDo() {
        var plan = DeploymentPlan.of(demand(1, 0, 200), COSTS);

        assertThat(plan.stages()).allSatisfy(stage -> {
            assertThat(stage.instances()).isEqualTo(2);
            assertThat(stage.threads()).isEqualTo(2);
            assertThat(stage.memoryMiB()).isEqualTo(700);
        });
        assertThat(plan.partitions()).isEqualTo(4);
    }

    @Test
    void shouldTakeTheCalmestSettingThatIsQuickEnough() {
        assertThat(DeploymentPlan.of(demand(100, 0, 150), COSTS).latency())
                .map(Latency::setting)
                .contains("balanced");
        assertThat(DeploymentPlan.of(demand(100, 1_000, 151), COSTS).latency())
                .map(Latency::setting)
                .contains("low");
        assertThat(DeploymentPlan.of(demand(100, 0, 40), COSTS).latency())
                .map(Latency::setting)
                .contains("low");
        assertThat(DeploymentPlan.of(demand(100, 0, 39), COSTS).latency()).isEmpty();
    }

    @Test
    void shouldAddUpWhatBrokersTake() {
        var mib = 1 << 20;

        var brokers = DeploymentPlan.of(demand(mib, 0, 200), COSTS).brokers();

        assertThat(brokers.busyCores()).isCloseTo(3 * mib * 10 / 1e6, within(1e-6));
        assertThat(brokers.inMiB()).isCloseTo(100 + 200 + 1_000 + 300 + 50 + 1, within(1e-6));
        assertThat(brokers.replicatedMiB()).isCloseTo(2 * brokers.inMiB(), within(1e-6));
        assertThat(brokers.outMiB()).isCloseTo(100 + 2 * 200 + 2 * 300, within(1e-6));
        var log = 600 * 7 * 86_400.0;
        var state = 1_000_000 * 1_000.0 / mib + 86_400 * 50.0;
        assertThat(brokers.diskMiB()).isCloseTo(3 * (log + 2 * state), within(1e-3));
    }

    @Test
    void shouldDivideTheStateAmongInstances() {
        var stages = DeploymentPlan.of(demand(1_000, 0, 200), COSTS).stages();

        assertThat(stages.get(0).diskMiB()).isCloseTo(2 * 1e9 / (1 << 20) / 2, within(1e-6));
        assertThat(stages.get(1).diskMiB()).isZero();
        assertThat(stages.get(2).diskMiB()).isCloseTo(2 * 1_000 * 86_400 * 50.0 / (1 << 20) / 2, within(1e-6));
    }
}
