package io.sluicegate.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bench.scoring.ModelKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoalsTest {
    private static final Map<Contender, Double> SPEEDS = Map.of(
            Contender.ADAPTER, 1_000.0,
            Contender.AHEAD_JSON, 6_000.0,
            Contender.FLINK, 20_000.0,
            Contender.FLINK_BATCHED, 40_000.0,
            Contender.SLUICEGATE, 50_000.0);

    private static List<Goal> goals(ModelKind model, Contender contender, Map<Contender, Double> p99s) {
        return new Goals(TestPeers.round(SPEEDS, p99s)).of(List.of(TestPeers.entry(model, contender)));
    }

    @Test
    void shouldCompareWithTheAdapterOnItsOwnBytes() {
        assertThat(goals(ModelKind.FFNN, Contender.AHEAD_JSON, Map.of()))
                .containsExactly(
                        new Goal("ffnn, ahead-json, exactly-once, 1 thread: throughput, times that of adapter", 5, 6))
                .allMatch(Goal::isMet);
    }

    @Test
    void shouldCompareWithTheFasterFlink() {
        assertThat(goals(ModelKind.SMALL, Contender.SLUICEGATE, Map.of())).anySatisfy(goal -> {
            assertThat(goal.text()).endsWith("throughput, times that of flink-batched");
            assertThat(goal.measured()).isEqualTo(1.25);
            assertThat(goal.isMet()).isFalse();
        });
    }

    @Test
    void shouldCompareLatencyWithTheFlinkThatHasTheLower() {
        var p99s = Map.of(Contender.SLUICEGATE, 10.0, Contender.FLINK, 15.0, Contender.FLINK_BATCHED, 30.0);

        assertThat(goals(ModelKind.SMALL, Contender.SLUICEGATE, p99s)).anySatisfy(goal -> {
            assertThat(goal.text()).contains("p99 at a low rate, that of flink divided by its own");
            assertThat(goal.measured()).isEqualTo(1.5);
        });
    }

    @Test
    void shouldNotCompareLatencyWithOneThatIsAskedAtALowerRate() {
        var p99s = Map.of(Contender.SLUICEGATE, 10.0, Contender.FLINK, 1.0, Contender.FLINK_BATCHED, 30.0);

        assertThat(goals(ModelKind.SMALL, Contender.SLUICEGATE, p99s))
                .filteredOn(goal -> goal.text().contains("half load"))
                .extracting(Goal::text)
                .containsExactly(
                        "small, sluicegate, exactly-once, 1 thread: p99 at half load, that of flink-batched divided by its own");
    }

    @Test
    void shouldSayNothingOfWhatWasNotMeasured() {
        var rounds = new PeersRounds();
        var alone = TestPeers.entry(ModelKind.SMALL, Contender.SLUICEGATE);
        rounds.add(List.of(TestPeers.measured(alone, 100, 1)));

        assertThat(new Goals(rounds).of(List.of(alone))).isEmpty();
    }
}
