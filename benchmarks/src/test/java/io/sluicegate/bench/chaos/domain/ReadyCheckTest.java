package io.sluicegate.bench.chaos.domain;

import static io.sluicegate.bench.chaos.domain.TestRecords.ONE;
import static io.sluicegate.bench.chaos.domain.TestRecords.TWO;
import static io.sluicegate.bench.chaos.domain.TestRecords.revision;
import static io.sluicegate.bench.chaos.domain.TestRecords.second;
import static io.sluicegate.bench.chaos.domain.TestRecords.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.LoadState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadyCheckTest {
    private static final InstanceStatus READY_ONE =
            status("a", second(0), LoadState.READY, ONE).build();
    private static final InstanceStatus READY_TWO =
            status("b", second(19), LoadState.READY, TWO).build();
    private static final Deployment FIRST = revision(1, ONE).build();
    private static final Deployment SECOND = revision(20, TWO).build();

    private static Finding check(Deployment second, InstanceStatus... statuses) {
        return new ReadyCheck(Map.of(1L, FIRST, 20L, second), List.of(statuses)).loadable();
    }

    @Test
    void shouldHoldWhereAnInstanceHasTheVersionReady() {
        var finding = check(SECOND, READY_ONE, READY_TWO);

        assertThat(finding.holds()).isTrue();
        assertThat(finding.checked()).isEqualTo(2);
    }

    @Test
    void shouldFindAVersionThatNoInstanceHas() {
        assertThat(check(SECOND, READY_ONE).faults())
                .containsExactly("revision 20 lets version 2 decide, which no live instance has READY");
    }

    @Test
    void shouldFindAVersionThatFailedToLoad() {
        var failed = status("b", second(19), LoadState.FAILED, TWO).build();

        assertThat(check(SECOND, READY_ONE, failed).holds()).isFalse();
    }

    @Test
    void shouldFindAVersionThatWasReadyOnlyBefore() {
        var failed = status("b", second(19), LoadState.FAILED, TWO).build();
        var before = status("b", second(18), LoadState.READY, TWO).build();

        assertThat(check(SECOND, READY_ONE, before, failed).holds()).isFalse();
    }

    @Test
    void shouldFindAVersionThatOnlyADeadInstanceHad() {
        var silent = status("b", second(9), LoadState.READY, TWO).build();

        assertThat(check(SECOND, READY_ONE, silent).holds()).isFalse();
    }

    @Test
    void shouldFindAVersionThatOnlyALeavingInstanceHas() {
        var leaving =
                status("b", second(19), LoadState.READY, TWO).setStopping(true).build();

        assertThat(check(SECOND, READY_ONE, leaving).holds()).isFalse();
    }

    @Test
    void shouldFindACandidateThatNoInstanceHas() {
        var trial = TestRecords.trial(20, 100).build();

        assertThat(check(trial, READY_ONE).faults()).singleElement().asString().contains("version 2");
    }

    @Test
    void shouldNotHoldWithoutARevision() {
        assertThat(new ReadyCheck(Map.of(), List.of(READY_ONE)).loadable().holds())
                .isFalse();
    }
}
