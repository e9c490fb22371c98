package io.sluicegate.trigger.domain;

import static io.sluicegate.trigger.Reports.end;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.platform.config.PolicySettings;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.Preparation;
import io.sluicegate.records.Verdict;
import io.sluicegate.trigger.Reports;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The way of a version that answers a trigger: started, shifted, promoted, or taken away. */
class ChallengeTest {
    private static final Instant TRIAL = end(2).plusSeconds(120);

    private final World world = asked(new World());

    private static World asked(World world) {
        return world.running("1").window(1, "a", "b").window(2, "a", "b");
    }

    @Test
    void shouldStartTheTrialOfTheVersionThatAnswers() {
        world.learn(Reports.registration("2", "window-2"));

        assertThat(world.commands)
                .containsExactly(ModelCommand.newBuilder()
                        .setCommandId("fraud-retraining-trigger/canary/2/1")
                        .setCorrelationId("window-2")
                        .setPipeline("fraud")
                        .setKind(CommandKind.CANARY)
                        .setModel("fraud-model")
                        .setVersion("2")
                        .setPercent(10.0)
                        .setExpectedRevision(1L)
                        .setReason("version 2 answers the retraining trigger")
                        .setIssuedBy("fraud-retraining-trigger")
                        .setIssuedAt(Reports.START)
                        .build());
        assertThat(world.verdicts).containsExactly("started");
    }

    @Test
    void shouldLeaveAVersionAloneThatAnswersNoOpenTrigger() {
        world.learn(Reports.registration("2", "somebody-elses"));

        assertThat(world.commands).isEmpty();
    }

    @Test
    void shouldNotStartWhatIsRegisteredTwiceTwice() {
        world.learn(Reports.registration("2", "window-2"));
        world.learn(Reports.registration("2", "window-2"));

        assertThat(world.commands).hasSize(1);
    }

    @Test
    void shouldTryAnAnswerOnceOnly() {
        trial("2");
        world.revision(end(3), next -> next.setCandidate(null).setCandidateBuckets(0));

        world.learn(Reports.registration("2", "window-2"));

        assertThat(world.commands).hasSize(1);
    }

    @Test
    void shouldWaitForTheApprovalWhereItIsRequired() {
        var strict =
                asked(new World(true, new PolicySettings(List.of(World.DRIFT), Optional.of(World.CANARY), List.of())));
        strict.learn(Reports.registration("2", "window-2"));
        assertThat(strict.commands).isEmpty();

        strict.learn(ModelRegistration.newBuilder(Reports.registration("2", "window-2"))
                .setApprovedBy("bert")
                .build());

        assertThat(strict.commands).hasSize(1);
    }

    @Test
    void shouldWaitUntilTheRolloutIsFree() {
        world.revision(end(2).plusSeconds(10), next -> next.setPaused(true));
        world.learn(Reports.registration("2", "window-2"));
        assertThat(world.commands).isEmpty();

        world.revision(end(2).plusSeconds(20), next -> next.setPaused(false));

        assertThat(world.lastCommand().getExpectedRevision()).isEqualTo(3);
    }

    @Test
    void shouldWaitForAnotherPreparation() {
        world.revision(
                end(2).plusSeconds(10),
                next -> next.setPreparing(
                        new Preparation(Reports.version("9"), CommandKind.DEPLOY, 0, end(2), end(3), "operator")));
        world.learn(Reports.registration("2", "window-2"));
        assertThat(world.commands).isEmpty();

        world.revision(end(2).plusSeconds(20), next -> next.setPreparing(null));

        assertThat(world.commands).hasSize(1);
    }

    @Test
    void shouldDoNothingWithoutACanaryPolicy() {
        var plain = asked(new World(false, new PolicySettings(List.of(World.DRIFT), Optional.empty(), List.of())));

        plain.learn(Reports.registration("2", "window-2"));

        assertThat(plain.commands).isEmpty();
    }

    @Test
    void shouldShiftWhenTheFirstStepIsPassed() {
        trial("2");

        world.outcome(3, "1", 900, 0.05, 0.9).outcome(3, "2", 100, 0.06, 0.88);

        assertThat(world.lastVerdict()).isEqualTo("passed");
        assertThat(world.lastCommand().getKind()).isEqualTo(CommandKind.SHIFT);
        assertThat(world.lastCommand().getPercent()).isEqualTo(50);
        assertThat(world.lastCommand().getCorrelationId()).isEqualTo("window-2");
        assertThat(world.lastCommand().getExpectedRevision())
                .isEqualTo(world.newest().getRevision());
        assertThat(world.lastCommand().getReason())
                .isEqualTo("version 2 passed with 100 labels: falsePositiveRate 0.0600 against 0.0500, "
                        + "at most 0.0200 above; accuracy 0.8800 against 0.9000, at most 0.0500 below");
    }

    @Test
    void shouldPromoteWhenTheLastStepIsPassed() {
        trial("2");
        world.outcome(3, "1", 900, 0.05, 0.9).outcome(3, "2", 100, 0.05, 0.9);
        world.obeyed(end(3).plusSeconds(30), next -> next.setCandidateBuckets(5000));

        world.outcome(4, "1", 500, 0.05, 0.9).outcome(4, "2", 500, 0.05, 0.9);

        assertThat(world.lastCommand().getKind()).isEqualTo(CommandKind.PROMOTE);
        assertThat(world.commands).hasSize(3);
    }

    @Test
    void shouldJudgeEachStepByItsOwnLabels() {
        trial("2");
        world.outcome(3, "1", 900, 0.05, 0.9).outcome(3, "2", 100, 0.05, 0.9);
        world.obeyed(end(3).plusSeconds(30), next -> next.setCandidateBuckets(5000));

        world.outcome(4, "1", 500, 0.05, 0.9).outcome(4, "2", 99, 0.05, 0.9);

        assertThat(world.lastCommand().getKind()).isEqualTo(CommandKind.SHIFT);
    }

    @Test
    void shouldGatherLabelsOverTheWindowsOfAStep() {
        trial("2");

        world.outcome(3, "1", 900, 0.0, 0.9).outcome(3, "2", 40, 0.0, 0.9);
        assertThat(world.commands).hasSize(1);
        world.outcome(4, "1", 900, 0.0, 0.9).outcome(4, "2", 60, 0.1, 0.9);

        assertThat(world.lastVerdict()).isEqualTo("worse");
        assertThat(world.lastCommand().getReason())
                .isEqualTo("version 2 is worse than the primary: "
                        + "falsePositiveRate 0.0600 against 0.0000, at most 0.0200 above");
    }

    @Test
    void shouldTakeAWorseVersionAway() {
        trial("2");

        world.outcome(3, "2", 100, 0.05, 0.84).outcome(3, "1", 900, 0.05, 0.9);

        assertThat(world.lastVerdict()).isEqualTo("worse");
        assertThat(world.lastCommand().getKind()).isEqualTo(CommandKind.ROLLBACK);
        assertThat(world.lastCommand().getVersion()).isEqualTo("2");
    }

    @Test
    void shouldCompareWindowsInWhichBothHaveLabelsOnly() {
        trial("2");

        world.outcome(3, "1", 900, 0.9, 0.1);
        world.outcome(4, "1", 900, 0.0, 0.9).outcome(4, "2", 100, 0.05, 0.9);

        assertThat(world.lastVerdict()).isEqualTo("worse");
    }

    @Test
    void shouldNotCountLabelsOfBeforeTheTrial() {
        world.outcome(2, "2", 500, 0.0, 1.0);
        trial("2");

        world.outcome(3, "1", 900, 0.05, 0.9).outcome(3, "2", 50, 0.05, 0.9);

        assertThat(world.commands).hasSize(1);
    }

    @Test
    void shouldEndATrialWithoutLabelsAsInconclusive() {
        trial("2");
        world.window(3).window(4).window(5).window(6);
        assertThat(world.commands).hasSize(1);

        world.window(7);

        assertThat(world.lastVerdict()).isEqualTo("inconclusive");
        assertThat(world.lastCommand().getKind()).isEqualTo(CommandKind.ROLLBACK);
        assertThat(world.lastCommand().getReason())
                .isEqualTo("inconclusive: version 2 has 0 labels and the primary 0 in 4 windows, 100 needed");
    }

    @Test
    void shouldEndATrialWithTooFewLabelsAsInconclusiveHoweverGoodTheyLook() {
        trial("2");
        for (int window = 3; window <= 6; window++) {
            world.outcome(window, "1", 900, 0.05, 0.9).outcome(window, "2", 20, 0.0, 1.0);
        }

        assertThat(world.lastVerdict()).isEqualTo("inconclusive");
        assertThat(world.lastCommand().getReason())
                .isEqualTo("inconclusive: version 2 has 80 labels and the primary 3600 in 4 windows, 100 needed");
    }

    @Test
    void shouldNeverPromoteWhenEveryMeasurementIsMissing() {
        trial("2");
        for (int window = 3; window <= 8; window++) {
            world.learn(Reports.outcome(window, "1", 900, Verdict.HEALTHY, Map.of("accuracy", 0.9)));
            world.learn(Reports.outcome(
                    window, "2", 500, Verdict.HEALTHY, Map.of("accuracy", 0.9, "falsePositiveRate", Double.NaN)));
        }

        assertThat(world.commands).extracting(ModelCommand::getKind).doesNotContain(CommandKind.PROMOTE);
        assertThat(world.lastVerdict()).isEqualTo("inconclusive");
    }

    @Test
    void shouldSendOneCommandARevision() {
        trial("2");
        world.outcome(3, "1", 900, 0.05, 0.9).outcome(3, "2", 100, 0.05, 0.9);
        world.outcome(4, "1", 900, 0.05, 0.9).outcome(4, "2", 100, 0.5, 0.1);

        assertThat(world.commands).hasSize(2);
    }

    @Test
    void shouldHoldStillWhilePaused() {
        trial("2");
        world.revision(end(2).plusSeconds(200), next -> next.setPaused(true));
        world.outcome(3, "1", 900, 0.05, 0.9).outcome(3, "2", 100, 0.05, 0.9);
        assertThat(world.commands).hasSize(1);

        world.revision(end(3).plusSeconds(10), next -> next.setPaused(false));

        assertThat(world.lastCommand().getKind()).isEqualTo(CommandKind.SHIFT);
    }

    @Test
    void shouldLeaveATrialToTheOperatorWhoTookItIntoHand() {
        trial("2");
        world.revision(end(2).plusSeconds(200), next -> next.setCandidateBuckets(2000));

        world.outcome(3, "1", 900, 0.05, 0.9).outcome(3, "2", 100, 0.05, 0.9);

        assertThat(world.commands).hasSize(1);
    }

    @Test
    void shouldGoOnWithATrialThatBeganBeforeItsOwnFreshStart() {
        trial("2");
        var fresh = new World().learn(world.newest());

        fresh.outcome(3, "1", 900, 0.05, 0.9).outcome(3, "2", 100, 0.05, 0.9);

        assertThat(fresh.lastCommand().getKind()).isEqualTo(CommandKind.SHIFT);
    }

    private void trial(String version) {
        world.learn(Reports.registration(version, "window-2"));
        world.obeyed(TRIAL, next -> next.setCandidate(Reports.version(version)).setCandidateBuckets(1000));
    }
}
