package io.sluicegate.bench.chaos.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bench.chaos.domain.Fault.Kind;
import io.sluicegate.bench.chaos.domain.Fault.Moment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPlanTest {
    private static final Duration SESSION = Duration.ofSeconds(8);

    private static List<Fault> plan(long seed, int kills) {
        return FaultPlan.of(seed, kills, 3, SESSION);
    }

    @Test
    void shouldBeTheSameForTheSameSeed() {
        assertThat(plan(7, 30)).isEqualTo(plan(7, 30)).isNotEqualTo(plan(8, 30));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 99})
    void shouldHaveEveryKindAndMomentInTheShortestRun(long seed) {
        var plan = plan(seed, 5);

        assertThat(plan).extracting(Fault::kind).contains(Kind.values());
        assertThat(plan).extracting(Fault::moment).contains(Moment.values());
        assertThat(plan).anyMatch(Fault::strikesBroker);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 99})
    void shouldStrikeTheRetrainingTriggerFromTheSixthOn(long seed) {
        assertThat(plan(seed, 6)).extracting(Fault::target).contains(FaultPlan.TRIGGER);
        assertThat(plan(seed, 100))
                .filteredOn(fault -> fault.target().equals(FaultPlan.TRIGGER))
                .hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40})
    void shouldStrikeAsOftenAsAskedAndLetOneInstanceComeAndGo(int kills) {
        var plan = plan(3, kills);

        assertThat(plan).filteredOn(fault -> fault.kind().kills()).hasSize(kills);
        assertThat(plan)
                .extracting(Fault::kind)
                .filteredOn(kind -> !kind.kills() && !kind.isHardship())
                .containsExactly(Kind.JOIN, Kind.LEAVE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40})
    void shouldHaveEveryHardshipAndThreeNewSchemas(int kills) {
        assertThat(plan(3, kills))
                .extracting(Fault::kind)
                .contains(Kind.LAG, Kind.REPEAT, Kind.RACE, Kind.LOSE)
                .filteredOn(kind -> kind == Kind.EVOLVE || kind == Kind.LAG)
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void shouldHaveMoreHardshipsInALongerRun() {
        assertThat(plan(3, 36)).filteredOn(fault -> fault.kind().isHardship()).hasSize(16);
    }

    @Test
    void shouldFreezeLongerThanTheSessionTimeoutSometimes() {
        assertThat(plan(5, 100))
                .filteredOn(fault -> fault.kind() == Kind.FREEZE)
                .anyMatch(fault -> fault.lasts().compareTo(SESSION) > 0)
                .anyMatch(fault -> fault.lasts().compareTo(SESSION) < 0);
    }
}
