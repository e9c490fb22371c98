package io.sluicegate.bench.chaos.domain;

import static io.sluicegate.bench.chaos.domain.TestRecords.ONE;
import static io.sluicegate.bench.chaos.domain.TestRecords.START;
import static io.sluicegate.bench.chaos.domain.TestRecords.TWO;
import static io.sluicegate.bench.chaos.domain.TestRecords.prediction;
import static io.sluicegate.bench.chaos.domain.TestRecords.revision;
import static io.sluicegate.bench.chaos.domain.TestRecords.tenure;
import static io.sluicegate.bench.chaos.domain.TestRecords.trial;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.deployment.Arms;
import io.sluicegate.records.Deployment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TenureCheckTest {
    private static final Deployment FIRST = revision(1, ONE).build();
    private static final Deployment PAUSED =
            revision(2, ONE).setPaused(true).setArms(Arms.alone(ONE, tenure(1))).build();
    private static final Deployment TRIAL = trial(3, 100).build();
    private static final Deployment SHIFTED = trial(4, 200).build();

    private static Finding check(Deployment shifted, Seen... predictions) {
        return new TenureCheck(Map.of(1L, FIRST, 2L, PAUSED, 3L, TRIAL, 4L, shifted), List.of(predictions)).named();
    }

    @Test
    void shouldHoldWhereTenuresBeginWithAChangeOfShares() {
        var finding = check(
                SHIFTED,
                prediction(0, 1, 1, ONE, START),
                prediction(1, 2, 1, ONE, START),
                prediction(2, 3, 3, TWO, START),
                prediction(3, 4, 4, TWO, START));

        assertThat(finding.holds()).isTrue();
        assertThat(finding.checked()).isEqualTo(4);
    }

    @Test
    void shouldFindAPredictionOfAnotherTenure() {
        assertThat(check(SHIFTED, prediction(0, 4, 3, TWO, START)).faults())
                .containsExactly("predictions-0@0, event event-0: tenure 3, but revision 4 is of tenure 4");
    }

    @Test
    void shouldFindATenureThatOutlastsAShift() {
        var outlasting = trial(4, 3, 200).build();

        assertThat(check(outlasting, prediction(0, 4, 4, TWO, START)).faults())
                .containsExactly(
                        "revision 4 names tenure 3 for version 1, not 4",
                        "revision 4 names tenure 3 for version 2, not 4");
    }

    @Test
    void shouldFindAPredictionOfARevisionThatIsNotThere() {
        assertThat(check(SHIFTED, prediction(0, 9, 9, TWO, START)).holds()).isFalse();
    }

    @Test
    void shouldNotHoldWithoutPredictions() {
        assertThat(check(SHIFTED).holds()).isFalse();
    }
}
