package io.sluicegate.trigger.domain;

import static io.sluicegate.trigger.Reports.end;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.catalogue.ReportedStatistic;
import io.sluicegate.pipeline.config.PolicySettings;
import io.sluicegate.pipeline.config.PolicySettings.OutcomeLimit;
import io.sluicegate.pipeline.config.PolicySettings.Persistence;
import io.sluicegate.pipeline.config.PolicySettings.RollbackPolicy;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.OutcomeCounts;
import io.sluicegate.records.Preparation;
import io.sluicegate.records.Verdict;
import io.sluicegate.trigger.Reports;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RollbackAnalysisTest {
    private final World world = deployed(new World());

    private static World deployed(World world) {
        return world.running("1").revision(end(1), next -> Reports.previous(Reports.primary(next, "2"), "1"));
    }

    @Test
    void shouldGoBackWhenThePrimaryIsPastTheLimit() {
        world.outcome(2, "2", 300, 0.2);

        assertThat(world.commands)
                .containsExactly(ModelCommand.newBuilder()
                        .setCommandId("fraud-retraining-trigger/rollback/2/2/2026-01-01T01:00:00Z")
                        .setCorrelationId("window-2")
                        .setPipeline("fraud")
                        .setKind(CommandKind.ROLLBACK)
                        .setModel("fraud-model")
                        .setVersion("2")
                        .setExpectedRevision(2L)
                        .setReason("policy false-positives: falsePositiveRate of version 2 was above 0.1 "
                                + "in 1 of the last 1 windows, 1 needed: [0.2000 of 300 labelled negatives]; "
                                + "evidence 102039 to 1, 10000 needed")
                        .setIssuedBy("fraud-retraining-trigger")
                        .setIssuedAt(Reports.START)
                        .build());
        assertThat(world.verdicts).containsExactly("past-limit");
    }

    @Test
    void shouldAskAgainWithANewerWindowWhereItWasRefused() {
        world.outcome(2, "2", 300, 0.5).outcome(2, "2", 300, 0.6);
        assertThat(world.commands).hasSize(1);

        world.outcome(3, "2", 300, 0.5);

        assertThat(world.commands)
                .extracting(ModelCommand::getCommandId)
                .containsExactly(
                        "fraud-retraining-trigger/rollback/2/2/" + end(2),
                        "fraud-retraining-trigger/rollback/2/2/" + end(3));
    }

    @Test
    void shouldStayWhenTheLimitIsOnlyReached() {
        world.outcome(2, "2", 30_000, 0.10);

        assertThat(world.commands).isEmpty();
    }

    @Test
    void shouldNotGoBackOnAHandfulOfLabels() {
        world.outcome(2, "2", 6, 0.5);

        assertThat(world.commands).isEmpty();
    }

    @Test
    void shouldNotGoBackByChanceHoweverOftenItLooks() {
        var random = new SplittableRandom(5);
        for (int window = 2; window <= 500; window++) {
            long alarms = random.doubles(200).filter(it -> it < 0.10).count();
            world.outcome(window, "2", new OutcomeCounts(0L, alarms, 200 - alarms, 0L));
        }

        assertThat(world.commands).isEmpty();
    }

    @Test
    void shouldNotGoBackOnMissingData() {
        var few = Reports.outcome(2, "2", 2, 300, 1.0);
        few.setVerdict(Verdict.NO_DATA);
        world.learn(few);
        world.outcome(3, "2", new OutcomeCounts(0L, 0L, 0L, 300L));
        var withoutCounts = Reports.outcome(4, "2", 2, 300, 1.0);
        withoutCounts.setOutcomes(null);
        world.learn(withoutCounts);

        assertThat(world.commands).isEmpty();
    }

    @Test
    void shouldNotHoldOutcomesOfAnEarlierLifeAgainstAVersion() {
        var redeployed = new World().running("2");
        redeployed.revision(end(1), next -> Reports.previous(Reports.primary(next, "1"), "2"));
        redeployed.revision(end(2), next -> Reports.previous(Reports.primary(next, "2"), "1"));

        redeployed.outcome(3, "2", 1, 300, 0.5);
        assertThat(redeployed.commands).isEmpty();

        redeployed.outcome(3, "2", 3, 300, 0.5);
        assertThat(redeployed.lastCommand().getVersion()).isEqualTo("2");
    }

    @Test
    void shouldPoolTheTenuresThatItIsThePrimaryIn() {
        world.revision(end(2), next -> Reports.trial(next, "3", 1000));

        world.outcome(3, "2", 2, 60, 0.3);
        assertThat(world.commands).isEmpty();
        world.outcome(3, "2", 3, 60, 0.3);

        assertThat(world.lastCommand().getReason()).contains("[0.3000 of 120 labelled negatives]");
    }

    @Test
    void shouldNotHoldAnotherVersionsOutcomesAgainstThePrimary() {
        world.outcome(2, "1", 300, 0.5);

        assertThat(world.commands).isEmpty();
    }

    @Test
    void shouldStayWithoutAPreviousVersion() {
        world.revision(end(2), next -> Reports.previous(next, null)).outcome(3, "2", 300, 0.5);

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
                                "accuracy",
                                new OutcomeLimit(ReportedStatistic.ACCURACY, 0.8),
                                new Persistence(2, 3),
                                10_000)))));
        patient.outcome(2, "2", 300, 0.3).outcome(3, "2", 300, 0.1).outcome(4, "2", 300, 0.1);
        patient.outcome(5, "2", 300, 0.3);
        assertThat(patient.commands).isEmpty();

        patient.outcome(6, "2", 300, 0.4);

        assertThat(patient.lastCommand().getReason())
                .startsWith(
                        "policy accuracy: accuracy of version 2 was below 0.8 "
                                + "in 2 of the last 3 windows, 2 needed: [0.7000 of 300 labels, 0.6000 of 300 labels]; evidence above");
    }

    @Test
    void shouldGoBackAlsoWhilePausedOrOnTrial() {
        world.revision(end(1).plusSeconds(60), next -> Reports.trial(next.setPaused(true), "3", 1000));

        world.outcome(2, "2", 300, 0.5);

        assertThat(world.lastCommand().getVersion()).isEqualTo("2");
        assertThat(world.lastCommand().getExpectedRevision()).isEqualTo(3);
    }

    @Test
    void shouldAskOnceAWindowThoughThePreviousVersionCanNeverBeReady() {
        world.outcome(2, "2", 300, 0.5);

        for (int round = 0; round < 50; round++) {
            world.revision(end(2).plusSeconds(round), next -> next.setPreparing(returning()));
            world.revision(end(2).plusSeconds(round), next -> next.setPreparing(null));
        }
        assertThat(world.commands).hasSize(1);
        world.outcome(3, "2", 300, 0.5);

        assertThat(world.commands)
                .extracting(ModelCommand::getCommandId)
                .containsExactly(
                        "fraud-retraining-trigger/rollback/2/2/" + end(2),
                        "fraud-retraining-trigger/rollback/2/102/" + end(3));
    }

    @Test
    void shouldWaitWhileGoingBackIsBeingPrepared() {
        world.outcome(2, "2", 300, 0.5).revision(end(2), next -> next.setPreparing(returning()));
        world.outcome(3, "2", 300, 0.5);
        assertThat(world.commands).hasSize(1);

        world.revision(end(3), next -> next.setPreparing(null));

        assertThat(world.lastCommand().getCommandId()).isEqualTo("fraud-retraining-trigger/rollback/2/4/" + end(3));
    }

    @Test
    void shouldNotAskTwiceForOneWindowThoughTheRevisionIsNew() {
        world.outcome(2, "2", 300, 0.5);

        world.revision(end(2).plusSeconds(60), next -> next.setPaused(true));

        assertThat(world.commands).hasSize(1);
    }

    @Test
    void shouldAskForEachPrimaryThatIsBadInOneWindow() {
        world.outcome(2, "2", 300, 0.5);
        world.revision(end(2), next -> Reports.previous(Reports.primary(next, "3"), "1"));

        world.outcome(2, "3", 300, 0.5);

        assertThat(world.commands).extracting(ModelCommand::getVersion).containsExactly("2", "3");
    }

    @Test
    void shouldGoBackByTheLabelsOfANightlyFileThoughFeaturesAreFarAhead() {
        world.windowOf("2", 100);

        world.outcome(2, "2", 60, 0.3).outcome(3, "2", 60, 0.3);

        assertThat(world.lastCommand().getReason()).contains("[0.3000 of 60 labelled negatives]");
    }

    private static Preparation returning() {
        return new Preparation(Reports.version("1"), CommandKind.ROLLBACK, 0, end(2), end(3), "policy");
    }
}
