package io.sluicegate.bench.chaos.domain;

import static io.sluicegate.bench.chaos.domain.TestRecords.ONE;
import static io.sluicegate.bench.chaos.domain.TestRecords.TWO;
import static io.sluicegate.bench.chaos.domain.TestRecords.command;
import static io.sluicegate.bench.chaos.domain.TestRecords.decision;
import static io.sluicegate.bench.chaos.domain.TestRecords.prediction;
import static io.sluicegate.bench.chaos.domain.TestRecords.revision;
import static io.sluicegate.bench.chaos.domain.TestRecords.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DeployedVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossCheckTest {
    private static final List<Loss> LOST = List.of(new Loss("1", "digest-1", "back", second(10), second(20)));
    private static final Seen MEANWHILE = prediction(0, 4, 4, TWO, second(15));
    private static final AuditEntry REFUSED = decision(AuditKind.REFUSED, command("back", CommandKind.ROLLBACK), null);

    private static AuditEntry accepted(DeployedVersion primary) {
        return decision(
                AuditKind.ACCEPTED,
                command("back", CommandKind.ROLLBACK),
                revision(5, primary).build());
    }

    private static Finding check(AuditEntry decision, Seen... predictions) {
        return new LossCheck(List.of(decision), List.of(predictions)).survived(LOST);
    }

    @Test
    void shouldHoldWhereTheRollbackIsRefused() {
        assertThat(check(REFUSED, MEANWHILE).holds()).isTrue();
    }

    @Test
    void shouldHoldWhereTheRollbackIsPrepared() {
        assertThat(check(accepted(TWO), MEANWHILE).holds()).isTrue();
    }

    @Test
    void shouldFindARollbackThatActsAtOnce() {
        assertThat(check(accepted(ONE), MEANWHILE).faults())
                .containsExactly("revision 5 lets version 1 decide at once, whose bundle was lost");
    }

    @Test
    void shouldFindThatNothingWasScoredMeanwhile() {
        assertThat(check(REFUSED, prediction(0, 4, 4, TWO, second(21))).faults())
                .singleElement()
                .asString()
                .startsWith("nothing was scored between");
    }

    @Test
    void shouldFindAPredictionByTheLostVersion() {
        assertThat(check(REFUSED, MEANWHILE, prediction(1, 5, 5, ONE, second(16)))
                        .faults())
                .containsExactly("event event-1 is decided by version 1, which was lost");
    }

    @Test
    void shouldFindARollbackThatIsNotDecided() {
        assertThat(new LossCheck(List.of(), List.of(MEANWHILE)).survived(LOST).faults())
                .containsExactly("command back is not decided");
    }

    @Test
    void shouldNotHoldWhereNothingWasLost() {
        assertThat(new LossCheck(List.of(REFUSED), List.of(MEANWHILE))
                        .survived(List.of())
                        .holds())
                .isFalse();
    }
}
