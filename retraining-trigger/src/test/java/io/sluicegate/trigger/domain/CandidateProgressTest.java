package io.sluicegate.trigger.domain;

import static io.sluicegate.trigger.Reports.end;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.catalogue.ReportedStatistic;
import io.sluicegate.pipeline.config.PolicySettings;
import io.sluicegate.pipeline.config.PolicySettings.CanaryPolicy;
import io.sluicegate.pipeline.config.PolicySettings.OutcomeLimit;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.OutcomeCounts;
import io.sluicegate.records.Preparation;
import io.sluicegate.trigger.Reports;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The way of a version that answers a trigger: started, shifted, promoted, or taken away. */
class CandidateProgressTest {
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
                        .setCommandId("fraud-retraining-trigger/canary/2/1/2026-01-01T01:00:00Z")
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
        world.revision(end(3), next -> Reports.noTrial(next));

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

        world.outcome(3, "1", 27_000, 0.05).outcome(3, "2", 3_000, 0.05);

        assertThat(world.lastVerdict()).isEqualTo("passed");
        assertThat(world.lastCommand().getKind()).isEqualTo(CommandKind.SHIFT);
        assertThat(world.lastCommand().getPercent()).isEqualTo(50);
        assertThat(world.lastCommand().getCorrelationId()).isEqualTo("window-2");
        assertThat(world.lastCommand().getExpectedRevision())
                .isEqualTo(world.newest().getRevision());
        assertThat(world.lastCommand().getReason())
                .startsWith("version 2 passed with 3000 labels: "
                        + "falsePositiveRate 0.0500 of 3000 labelled negatives against 0.0500 of 27000, at most 0.02 above "
                        + "(evidence ")
                .contains(
                        " to 1, 20 needed); accuracy 0.9500 of 3000 labels against 0.9500 of 27000, at most 0.05 below");
    }

    @Test
    void shouldPromoteWhenTheLastStepIsPassed() {
        trial("2");
        passFirstStep();
        world.obeyed(end(3).plusSeconds(30), next -> Reports.shift(next, 5000));

        world.outcome(4, "1", 6_000, 0.05).outcome(4, "2", 6_000, 0.05);

        assertThat(world.lastCommand().getKind()).isEqualTo(CommandKind.PROMOTE);
        assertThat(world.commands).hasSize(3);
    }

    @Test
    void shouldJudgeEachStepByTheEventsDecidedInIt() {
        trial("2");
        long firstStep = world.tenure();
        passFirstStep();
        world.obeyed(end(3).plusSeconds(30), next -> Reports.shift(next, 5000));

        world.outcome(4, "1", firstStep, 27_000, 0.05).outcome(4, "2", firstStep, 3_000, 0.9);

        assertThat(world.lastCommand().getKind()).isEqualTo(CommandKind.SHIFT);
    }

    @Test
    void shouldNotCompareEventsDecidedInDifferentTenures() {
        trial("2");

        world.outcome(3, "1", 1, 27_000, 0.01).outcome(3, "2", 3_000, 0.3);

        assertThat(world.commands).hasSize(1);
    }

    @Test
    void shouldGatherEvidenceOverTheWindowsOfAStep() {
        trial("2");

        world.outcome(3, "1", 1_800, 0.02).outcome(3, "2", 100, 0.1);
        assertThat(world.commands).hasSize(1);
        world.outcome(4, "1", 1_800, 0.02).outcome(4, "2", 100, 0.1);

        assertThat(world.lastVerdict()).isEqualTo("worse");
        assertThat(world.lastCommand().getReason())
                .startsWith("version 2 is worse than the primary: "
                        + "falsePositiveRate 0.1000 of 200 labelled negatives against 0.0200 of 3600, at most 0.02 above "
                        + "(evidence ")
                .endsWith(" to 1, 80 needed)");
    }

    @Test
    void shouldPoolTheCountsOfAStatisticsOwnDenominator() {
        var world = asked(new World(
                false,
                new PolicySettings(
                        List.of(World.DRIFT),
                        Optional.of(new CanaryPolicy(
                                List.of(10.0), List.of(new OutcomeLimit(ReportedStatistic.RECALL, 0.05)), 50, 4, 0.05)),
                        List.of())));
        trial(world, "2");

        // most rows are in a window with a single positive, which the candidate missed
        world.outcome(3, "2", new OutcomeCounts(0L, 0L, 899L, 1L)).outcome(3, "1", new OutcomeCounts(1L, 0L, 899L, 0L));
        assertThat(world.commands).hasSize(1);
        world.outcome(4, "2", new OutcomeCounts(90L, 0L, 1L, 9L)).outcome(4, "1", new OutcomeCounts(40L, 0L, 1L, 59L));

        assertThat(world.lastVerdict()).isEqualTo("passed");
        assertThat(world.lastCommand().getReason())
                .contains("recall 0.9000 of 100 labelled positives against 0.4100 of 100, at most 0.05 below");
    }

    @Test
    void shouldWaitForEnoughOfTheDenominator() {
        var world = asked(new World(
                false,
                new PolicySettings(
                        List.of(World.DRIFT),
                        Optional.of(new CanaryPolicy(
                                List.of(10.0), List.of(new OutcomeLimit(ReportedStatistic.RECALL, 0.5)), 100, 4, 0.05)),
                        List.of())));
        trial(world, "2");

        world.outcome(3, "1", new OutcomeCounts(99L, 0L, 9000L, 0L))
                .outcome(3, "2", new OutcomeCounts(99L, 0L, 9000L, 0L));
        assertThat(world.commands).hasSize(1);
        world.outcome(4, "1", new OutcomeCounts(1L, 0L, 0L, 0L)).outcome(4, "2", new OutcomeCounts(1L, 0L, 0L, 0L));

        assertThat(world.lastVerdict()).isEqualTo("passed");
    }

    @Test
    void shouldNotDecideOnAHandfulOfPositives() {
        trial("2");

        world.outcome(3, "1", 18, 0.0).outcome(3, "2", 2, 1.0);

        assertThat(world.commands).hasSize(1);
    }

    @Test
    void shouldTakeAWorseVersionAway() {
        trial("2");

        world.outcome(3, "2", new OutcomeCounts(60L, 0L, 300L, 140L))
                .outcome(3, "1", new OutcomeCounts(1600L, 0L, 2700L, 200L));

        assertThat(world.lastVerdict()).isEqualTo("worse");
        assertThat(world.lastCommand().getKind()).isEqualTo(CommandKind.ABORT);
        assertThat(world.lastCommand().getVersion()).isEqualTo("2");
        assertThat(world.lastCommand().getExpectedRevision())
                .isEqualTo(world.newest().getRevision());
    }

    @Test
    void shouldAskForABetterVersionWhereTheLimitIsZero() {
        var policies = new PolicySettings(
                List.of(World.DRIFT),
                Optional.of(new CanaryPolicy(
                        List.of(10.0),
                        List.of(new OutcomeLimit(ReportedStatistic.FALSE_POSITIVE_RATE, 0)),
                        100,
                        4,
                        0.05)),
                List.of());
        var equal = asked(new World(false, policies));
        trial(equal, "2");
        var better = asked(new World(false, policies));
        trial(better, "2");

        equal.outcome(3, "1", 90_000, 0.05).outcome(3, "2", 10_000, 0.05);
        better.outcome(3, "1", 90_000, 0.05).outcome(3, "2", 10_000, 0.03);

        assertThat(equal.commands).hasSize(1);
        assertThat(better.lastVerdict()).isEqualTo("passed");
    }

    @Test
    void shouldNotCountLabelsOfBeforeTheTrial() {
        world.outcome(2, "2", 5_000, 0.0);
        trial("2");

        world.outcome(3, "1", 900, 0.05).outcome(3, "2", 50, 0.05);

        assertThat(world.commands).hasSize(1);
    }

    @Test
    void shouldEndATrialWithoutLabelsAsInconclusive() {
        trial("2");
        world.window(3).window(4).window(5).window(6);
        assertThat(world.commands).hasSize(1);

        world.window(7);

        assertThat(world.lastVerdict()).isEqualTo("inconclusive");
        assertThat(world.lastCommand().getKind()).isEqualTo(CommandKind.ABORT);
        assertThat(world.lastCommand().getReason())
                .startsWith("inconclusive: after 4 windows version 2 is neither worse than the primary nor as good, "
                        + "with 0 labels, 100 needed");
    }

    @Test
    void shouldEndATrialWithTooFewLabelsAsInconclusiveHoweverGoodTheyLook() {
        trial("2");
        for (int window = 3; window <= 6; window++) {
            world.outcome(window, "1", 900, 0.05).outcome(window, "2", 20, 0.0);
        }

        assertThat(world.lastVerdict()).isEqualTo("inconclusive");
        assertThat(world.lastCommand().getReason())
                .startsWith("inconclusive: after 4 windows version 2 is neither worse than the primary nor as good, "
                        + "with 80 labels, 100 needed: falsePositiveRate 0.0000 of 80 labelled negatives "
                        + "against 0.0500 of 3600, at most 0.02 above (worse: evidence ");
    }

    @Test
    void shouldEndATrialInAPipelineWithQuietHours() {
        var nightly = onTrialWithPatience(24);

        for (int window = 0; window < 24; window++) {
            nightly.window(inOpeningHours(window));
        }
        assertThat(nightly.commands).hasSize(1);
        nightly.window(inOpeningHours(24));

        assertThat(nightly.lastVerdict()).isEqualTo("inconclusive");
        assertThat(nightly.lastCommand().getReason()).contains("after 24 windows");
    }

    @Test
    void shouldKeepTheEvidenceOfAStepOverQuietHours() {
        var nightly = onTrialWithPatience(24);

        for (int window = 0; window < 24; window++) {
            nightly.outcome(inOpeningHours(window), "1", 180, 0.05).outcome(inOpeningHours(window), "2", 2, 0.0);
        }

        assertThat(nightly.lastVerdict()).isEqualTo("inconclusive");
        assertThat(nightly.lastCommand().getReason())
                .contains("0.0000 of 48 labelled negatives against 0.0500 of 4320");
    }

    @Test
    void shouldKeepTheEvidenceOfAStepThatLastsLongerThanItsPatience() {
        var paused = onTrialWithPatience(4);
        paused.revision(TRIAL, next -> next.setPaused(true));
        for (int window = 3; window < 43; window++) {
            paused.outcome(window, "1", 180, 0.05).outcome(window, "2", 2, 0.0);
        }
        paused.outcome(3, "1", 180, 0.05);

        paused.revision(end(43), next -> next.setPaused(false));

        assertThat(paused.lastCommand().getReason()).contains("0.0000 of 80 labelled negatives against 0.0500 of 7200");
        assertThat(paused.facts.history().windows()).hasSize(2 + 6);
    }

    @Test
    void shouldKeepTheEvidenceOfAnArmWithoutNewerLabels() {
        var paused = onTrialWithPatience(4);
        paused.revision(TRIAL, next -> next.setPaused(true));
        for (int window = 3; window < 43; window++) {
            paused.outcome(window, "1", 180, 0.05);
            if (window < 8) {
                paused.outcome(window, "2", 2, 0.5);
            }
        }

        paused.revision(end(43), next -> next.setPaused(false));

        assertThat(paused.lastCommand().getReason()).contains("0.5000 of 10 labelled negatives against 0.0500 of 7200");
    }

    /** Of eight hours each day. */
    private static int inOpeningHours(int window) {
        return 3 + window / 16 * 48 + window % 16;
    }

    private static World onTrialWithPatience(int patience) {
        var policy = new CanaryPolicy(World.CANARY.steps(), World.CANARY.limits(), 100, patience, 0.05);
        var world = asked(new World(false, new PolicySettings(List.of(World.DRIFT), Optional.of(policy), List.of())));
        trial(world, "2");
        return world;
    }

    @Test
    void shouldNeverPromoteWhenEveryMeasurementIsMissing() {
        trial("2");
        for (int window = 3; window <= 8; window++) {
            world.outcome(window, "1", new OutcomeCounts(9000L, 0L, 0L, 0L));
            world.outcome(window, "2", new OutcomeCounts(9000L, 0L, 0L, 0L));
        }

        assertThat(world.commands).extracting(ModelCommand::getKind).doesNotContain(CommandKind.PROMOTE);
        assertThat(world.lastVerdict()).isEqualTo("inconclusive");
        assertThat(world.lastCommand().getReason()).contains("falsePositiveRate NaN of 0 labelled negatives");
    }

    @Test
    void shouldSendOneCommandAWindow() {
        trial("2");
        passFirstStep();
        world.outcome(3, "1", 27_001, 0.05).outcome(3, "2", 3_001, 0.05);

        assertThat(world.commands).hasSize(2);
    }

    @Test
    void shouldAskAgainWithANewerWindowWhereAStepWasRefused() {
        trial("2");
        passFirstStep();

        world.outcome(4, "1", 27_000, 0.05).outcome(4, "2", 3_000, 0.5);

        assertThat(world.commands)
                .extracting(ModelCommand::getCommandId)
                .containsExactly(
                        "fraud-retraining-trigger/canary/2/1/" + end(2),
                        "fraud-retraining-trigger/shift/2/2/" + end(3),
                        "fraud-retraining-trigger/abort/2/2/" + end(4));
    }

    @Test
    void shouldAskAgainWithANewerWindowWhereTheTrialWasRefused() {
        world.learn(Reports.registration("2", "window-2"));

        world.window(3);

        assertThat(world.commands)
                .extracting(ModelCommand::getCommandId)
                .containsExactly(
                        "fraud-retraining-trigger/canary/2/1/" + end(2),
                        "fraud-retraining-trigger/canary/2/1/" + end(3));
    }

    @Test
    void shouldHoldStillWhilePaused() {
        trial("2");
        world.revision(end(2).plusSeconds(200), next -> next.setPaused(true));
        passFirstStep();
        assertThat(world.commands).hasSize(1);

        world.revision(end(3).plusSeconds(10), next -> next.setPaused(false));

        assertThat(world.lastCommand().getKind()).isEqualTo(CommandKind.SHIFT);
    }

    @Test
    void shouldLeaveATrialToTheOperatorWhoTookItIntoHand() {
        trial("2");
        world.revision(end(2).plusSeconds(200), next -> Reports.shift(next, 2000));

        passFirstStep();

        assertThat(world.commands).hasSize(1);
    }

    @Test
    void shouldGoOnWithATrialThatBeganBeforeItsOwnFreshStart() {
        trial("2");
        var fresh = new World().learn(world.newest());

        fresh.outcome(3, "1", 27_000, 0.05).outcome(3, "2", 3_000, 0.05);

        assertThat(fresh.lastCommand().getKind()).isEqualTo(CommandKind.SHIFT);
    }

    private void passFirstStep() {
        world.outcome(3, "1", 27_000, 0.05).outcome(3, "2", 3_000, 0.05);
    }

    private void trial(String version) {
        trial(world, version);
    }

    private static void trial(World world, String version) {
        world.learn(Reports.registration(version, "window-2"));
        world.obeyed(TRIAL, next -> Reports.trial(next, version, 1000));
    }
}
