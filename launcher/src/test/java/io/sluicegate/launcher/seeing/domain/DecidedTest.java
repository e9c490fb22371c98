package io.sluicegate.launcher.seeing.domain;

import static io.sluicegate.launcher.seeing.Seen.NOON;
import static io.sluicegate.launcher.seeing.Seen.deployment;
import static io.sluicegate.launcher.seeing.Seen.entry;
import static io.sluicegate.launcher.seeing.Seen.placed;
import static io.sluicegate.launcher.seeing.Seen.registered;
import static io.sluicegate.launcher.seeing.Seen.registration;
import static io.sluicegate.launcher.seeing.Seen.trial;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecidedTest {
    private final List<Found<AuditEntry>> audit = placed(
            registered(registration("1", null)),
            entry(AuditKind.ACTIVATED, CommandKind.DEPLOY, "1", deployment(1, "1")),
            entry(AuditKind.ACTIVATED, CommandKind.CANARY, "2", trial(2, "1", "2", 1_000)),
            entry(AuditKind.ACTIVATED, CommandKind.PROMOTE, "2", deployment(3, "2")));

    @Test
    void shouldTellWhatDecidedAtATimeAndWhoWantedIt() {
        var decided = Decided.at(NOON.plusSeconds(150), audit).orElseThrow();

        assertThat(decided.deployment().revision()).isEqualTo(2);
        assertThat(decided.deployment().deciding()).extracting(Arm::name).containsExactly("1", "2");
        assertThat(decided.command())
                .get()
                .extracting(ModelCommand::getIssuedBy)
                .isEqualTo("ada");
        assertThat(decided.cause().place().offset()).isEqualTo(2);
    }

    @Test
    void shouldTellNothingBeforeTheFirstRevision() {
        assertThat(Decided.at(NOON.plusSeconds(1), audit)).isEmpty();
    }

    @Test
    void shouldTellWhoVouchedForAVersionAsFarAsWasKnownThen() {
        var approvedLater = registration("1", "grace");
        approvedLater.setRegisteredAt(NOON.plusSeconds(600));
        var all = placed(
                registered(registration("1", null)),
                entry(AuditKind.ACTIVATED, CommandKind.DEPLOY, "1", deployment(1, "1")),
                registered(approvedLater));

        assertThat(Decided.at(NOON.plusSeconds(120), all).orElseThrow().vouchedFor("1"))
                .isEqualTo("registered by retraining-job, approved by nobody");
        assertThat(Decided.at(NOON.plusSeconds(900), all).orElseThrow().vouchedFor("1"))
                .isEqualTo("registered by retraining-job, approved by grace");
        assertThat(Decided.at(NOON.plusSeconds(900), all).orElseThrow().vouchedFor("9"))
                .contains("doesn't tell");
    }

    @Test
    void shouldFindTheDecisionBehindARevision() {
        assertThat(Decided.revision(3, audit)).get().satisfies(decided -> {
            assertThat(decided.deployment().primary())
                    .get()
                    .extracting(Arm::name)
                    .isEqualTo("2");
            assertThat(decided.cause().place().offset()).isEqualTo(3);
        });
        assertThat(Decided.revision(7, audit)).isEmpty();
    }
}
