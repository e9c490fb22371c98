package io.sluicegate.trigger.domain;

import static io.sluicegate.trigger.Reports.end;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.platform.config.PolicySettings;
import io.sluicegate.platform.config.PolicySettings.OutcomeLimit;
import io.sluicegate.platform.config.PolicySettings.OutcomeLimit.Bound;
import io.sluicegate.platform.config.PolicySettings.Persistence;
import io.sluicegate.platform.config.PolicySettings.RollbackPolicy;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.Verdict;
import io.sluicegate.trigger.Reports;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RollbackAnalysisTest {
    private final World world = deployed(new World());

    private static World deployed(World world) {
        return world.running("1")
                .revision(end(1), next -> next.setPrimary(Reports.version("2")).setPrevious(Reports.version("1")));
    }

    @Test
    void shouldGoBackWhenThePrimaryIsPastTheLimit() {
        world.outcome(2, "2", 300, 0.11, 0.9);

        assertThat(world.commands)
                .containsExactly(ModelCommand.newBuilder()
                        .setCommandId("fraud-retraining-trigger/rollback/2/2")
                        .setCorrelationId("window-2")
                        .setPipeline("fraud")
                        .setKind(CommandKind.ROLLBACK)
                        .setModel("fraud-model")
                        .setVersion("2")
                        .setExpectedRevision(2L)
                        .setReason("policy false-positives: falsePositiveRate of version 2 was above 0.1 "
                                + "in 1 of the last 1 windows, 1 needed: [0.1100]")
                        .setIssuedBy("fraud-retraining-trigger")
                        .setIssuedAt(Reports.START)
                        .build());
        assertThat(world.verdicts).containsExactly("past-limit");
    }

    @Test
    void shouldGoBackOnceARevision() {
        for (int window = 2; window <= 6; window++) {
            world.outcome(window, "2", 300, 0.5, 0.9);
        }

        assertThat(world.commands).hasSize(1);
    }

    @Test
    void shouldStayWhenTheLimitIsOnlyReached() {
        world.outcome(2, "2", 300, 0.10, 0.9);

        assertThat(world.commands).isEmpty();
    }

    @Test
    void shouldNotGoBackOnMissingData() {
        world.learn(Reports.outcome(2, "2", 3, Verdict.NO_DATA, Map.of("falsePositiveRate", 1.0)));
        world.learn(Reports.outcome(3, "2", 300, Verdict.HEALTHY, Map.of("accuracy", 0.1)));

        assertThat(world.commands).isEmpty();
    }

    @Test
    void shouldNotHoldOutcomesOfBeforeItsActivationAgainstAVersion() {
        var redeployed = new World().running("1").outcome(1, "2", 300, 0.5, 0.5);

        redeployed.revision(end(1).plusSeconds(60), next -> next.setPrimary(Reports.version("2"))
                .setPrevious(Reports.version("1")));

        assertThat(redeployed.commands).isEmpty();
    }

    @Test
    void shouldNotHoldAnotherVersionsOutcomesAgainstThePrimary() {
        world.outcome(2, "1", 300, 0.5, 0.5);

        assertThat(world.commands).isEmpty();
    }

    @Test
    void shouldStayWithoutAPreviousVersion() {
        world.revision(end(2), next -> next.setPrevious(null)).outcome(3, "2", 300, 0.5, 0.9);

        assertThat(world.commands).isEmpty();
    }

    @Test
    void shouldAskForEnoughWindowsInARow() {
        var patient = deployed(new World(
                false,
                new PolicySettings(
                        List.of(),
                        Optional.empty(),
                        List.of(new RollbackPolicy(
                                "accuracy", new OutcomeLimit("accuracy", Bound.BELOW, 0.8), new Persistence(2, 3))))));
        patient.outcome(2, "2", 300, 0, 0.7).outcome(3, "2", 300, 0, 0.9).outcome(4, "2", 300, 0, 0.9);
        patient.outcome(5, "2", 300, 0, 0.7);
        assertThat(patient.commands).isEmpty();

        patient.outcome(6, "2", 300, 0, 0.79);

        assertThat(patient.lastCommand().getReason())
                .isEqualTo("policy accuracy: accuracy of version 2 was below 0.8 "
                        + "in 2 of the last 3 windows, 2 needed: [0.7000, 0.7900]");
    }

    @Test
    void shouldGoBackAlsoWhilePausedOrOnTrial() {
        world.revision(
                end(1).plusSeconds(60),
                next -> next.setPaused(true).setCandidate(Reports.version("3")).setCandidateBuckets(1000));

        world.outcome(2, "2", 300, 0.5, 0.9);

        assertThat(world.lastCommand().getVersion()).isEqualTo("2");
        assertThat(world.lastCommand().getExpectedRevision()).isEqualTo(3);
    }

    @Test
    void shouldAskAgainAtANewRevisionWhileTheBadVersionStays() {
        world.outcome(2, "2", 300, 0.5, 0.9);

        world.revision(end(2).plusSeconds(60), next -> next.setPaused(true));

        assertThat(world.commands)
                .extracting(ModelCommand::getCommandId)
                .containsExactly("fraud-retraining-trigger/rollback/2/2", "fraud-retraining-trigger/rollback/2/3");
    }
}
