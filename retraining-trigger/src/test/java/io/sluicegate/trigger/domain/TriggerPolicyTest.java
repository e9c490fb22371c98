package io.sluicegate.trigger.domain;

import static io.sluicegate.trigger.Reports.START;
import static io.sluicegate.trigger.Reports.end;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.config.PolicySettings;
import io.sluicegate.records.OffsetRange;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.records.Verdict;
import io.sluicegate.trigger.Reports;
import io.sluicegate.trigger.domain.TriggerDecision.Quiet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TriggerPolicyTest {
    private final World world = new World().running("1");

    @Test
    void shouldStayQuietOverStationaryReports() {
        for (int window = 1; window <= 200; window++) {
            world.window(window);
        }

        assertThat(world.triggers).isEmpty();
        assertThat(world.commands).isEmpty();
        assertThat(why()).isEqualTo("0 of the last 3 windows drifted, 2 needed");
    }

    @Test
    void shouldAskExactlyOnceForADriftThatStays() {
        world.window(1).window(2);
        for (int window = 3; window <= 12; window++) {
            world.window(window, "a", "b");
        }

        assertThat(world.triggers).hasSize(1);
        assertThat(world.triggers.get(0).getWindowEnd()).isEqualTo(end(4));
    }

    @Test
    void shouldCarryItsEvidence() {
        world.window(1, "a", "b").window(2).window(3, "b", "c");

        assertThat(world.triggers)
                .containsExactly(RetrainingTrigger.newBuilder()
                        .setTriggerId("fraud/feature-drift/" + end(3))
                        .setCorrelationId("window-3")
                        .setPipeline("fraud")
                        .setModel("fraud-model")
                        .setBaseVersion("1")
                        .setPolicy("feature-drift")
                        .setReason("2 of the last 3 windows drifted, 2 needed: a, b, c")
                        .setReports(List.of(
                                "fraud/FEATURE/a/1/" + end(1),
                                "fraud/FEATURE/b/1/" + end(1),
                                "fraud/FEATURE/b/1/" + end(3),
                                "fraud/FEATURE/c/1/" + end(3)))
                        .setReferenceDigest("digest-1")
                        .setSources(List.of(
                                new OffsetRange("fraud.features", 0, 100L, 200L),
                                new OffsetRange("fraud.features", 0, 300L, 400L),
                                new OffsetRange("fraud.features", 1, 50L, 100L),
                                new OffsetRange("fraud.features", 1, 150L, 200L)))
                        .setWindowEnd(end(3))
                        .setTriggeredAt(START)
                        .build());
    }

    @Test
    void shouldNotCallAWindowDriftedForTooFewSubjects() {
        world.window(1, "a").window(2, "b").window(3, "c");

        assertThat(world.triggers).isEmpty();
    }

    @Test
    void shouldForgetDriftThatLiesBeforeTheLastWindows() {
        world.window(1, "a", "b").window(2).window(3).window(4, "a", "b");

        assertThat(world.triggers).isEmpty();
    }

    @Test
    void shouldLetAWindowThatNobodyReportedTakeItsPlaceInTheRow() {
        world.window(1, "a", "b").window(4, "a", "b");
        assertThat(world.triggers).isEmpty();

        world.window(6, "a", "b");

        assertThat(world.triggers).hasSize(1);
    }

    @Test
    void shouldTakeAWindowWithoutDataForNeitherHealthyNorDrifted() {
        world.window(1, "a", "b");
        noData(2);
        assertThat(world.triggers).isEmpty();

        world.window(3, "a", "b");

        assertThat(world.triggers).hasSize(1);
    }

    @Test
    void shouldNeverAskOnMissingDataAlone() {
        for (int window = 1; window <= 20; window++) {
            noData(window);
        }

        assertThat(world.triggers).isEmpty();
    }

    @Test
    void shouldWaitForAllSubjectsOfAWindow() {
        world.window(1, "a", "b");
        world.learn(Reports.feature(2, "a", "1", Verdict.DRIFTED));
        world.learn(Reports.feature(2, "b", "1", Verdict.DRIFTED));
        assertThat(world.triggers).isEmpty();

        world.learn(Reports.feature(2, "c", "1", Verdict.DRIFTED));

        assertThat(world.triggers).singleElement().satisfies(trigger -> assertThat(trigger.getReports())
                .hasSize(5));
    }

    @Test
    void shouldNotWaitLongerThanForTheNextWindow() {
        world.window(1, "a", "b");
        world.learn(Reports.feature(2, "a", "1", Verdict.DRIFTED));
        world.learn(Reports.feature(2, "b", "1", Verdict.DRIFTED));

        world.learn(Reports.feature(3, "a", "1", Verdict.HEALTHY));

        assertThat(world.triggers).hasSize(1);
    }

    @Test
    void shouldRestForTheCooldownAfterAnAnswerWasTried() {
        world.window(1, "a", "b").window(2, "a", "b");
        world.learn(Reports.registration("2", "window-2"));
        tried("2");
        for (int window = 3; window <= 13; window++) {
            world.window(window, "a", "b");
        }
        assertThat(world.triggers).hasSize(1);
        assertThat(why()).isEqualTo("the policy pauses until " + end(14));

        world.window(14, "a", "b");

        assertThat(world.triggers).hasSize(2);
    }

    @Test
    void shouldAskAgainWhenNobodyAnsweredWithinTheCooldown() {
        for (int window = 1; window <= 13; window++) {
            world.window(window, "a", "b");
        }
        assertThat(why()).isEqualTo("trigger fraud/feature-drift/" + end(2) + " has no answer yet");

        world.window(14, "a", "b");

        assertThat(world.triggers).hasSize(2);
    }

    @Test
    void shouldNotAskAgainOnTheSameEvidenceHoweverLateOtherReportsAre() {
        var brief = new PolicySettings.RetrainPolicy(
                "brief", World.DRIFT.scope(), 1, new PolicySettings.Persistence(1, 1), Duration.ofHours(1));
        var brisk =
                new World(false, new PolicySettings(List.of(brief), Optional.of(World.CANARY), List.of())).running("1");

        brisk.window(1, "a", "b").outcome(2, "1", 1_000, 0.01).outcome(3, "1", 1_000, 0.01);
        assertThat(brisk.triggers).hasSize(1);

        brisk.window(4, "a");
        assertThat(brisk.triggers).extracting(RetrainingTrigger::getWindowEnd).containsExactly(end(1), end(4));
    }

    @Test
    void shouldHaveOneOpenTriggerInThePipelineWhateverThePolicies() {
        var other = new PolicySettings.RetrainPolicy(
                "second", World.DRIFT.scope(), 1, World.DRIFT.persistence(), World.DRIFT.cooldown());
        var two = new World(
                        false, new PolicySettings(List.of(World.DRIFT, other), Optional.of(World.CANARY), List.of()))
                .running("1");

        two.window(1, "a", "b").window(2, "a", "b").window(3, "a", "b");

        assertThat(two.triggers).hasSize(1);
    }

    @Test
    void shouldNotAskWhileAnotherVersionIsComing() {
        world.revision(end(1), next -> Reports.trial(next, "2", 500));
        world.window(2, "a", "b").window(3, "a", "b");
        assertThat(why()).isEqualTo("version 2 is on trial");
        assertThat(world.triggers).isEmpty();
    }

    @Test
    void shouldNotHoldOldReportsAgainstANewPrimary() {
        world.window(1, "a", "b");
        world.revision(end(1).plusSeconds(60), next -> Reports.primary(next, "2"));

        world.window(2, "a", "b").windowOf("2", 3, "a", "b");
        assertThat(world.triggers).isEmpty();
        world.windowOf("2", 4, "a", "b");

        assertThat(world.triggers).singleElement().satisfies(trigger -> assertThat(trigger.getBaseVersion())
                .isEqualTo("2"));
    }

    @Test
    void shouldNotAskFromReportsOfBeforeTheFirstDeploymentItKnows() {
        var fresh = new World();
        fresh.window(1, "a", "b").window(2, "a", "b").window(3, "a", "b");

        fresh.learn(Reports.deployment(7, end(4), "1", null, 0));

        assertThat(fresh.triggers).isEmpty();
    }

    @Test
    void shouldStayQuietBeforeAnythingIsDeployed() {
        assertThat(new TriggerPolicy(settings(), World.DRIFT).decide(Facts.NONE, START))
                .isEqualTo(new Quiet("nothing is deployed yet"));
    }

    @Test
    void shouldKeepNoMoreReportsThanThePoliciesLookBackTo() {
        for (int window = 1; window <= 100; window++) {
            world.window(window);
        }

        assertThat(world.facts.history().reports().toList()).hasSize(3 * 26);
    }

    private void noData(int window) {
        for (var name : List.of("a", "b", "c")) {
            world.learn(Reports.feature(window, name, "1", Verdict.NO_DATA));
        }
    }

    private void tried(String version) {
        world.obeyed(end(2).plusSeconds(60), next -> Reports.trial(next, version, 1000));
        world.revision(end(2).plusSeconds(90), next -> Reports.noTrial(next));
    }

    private String why() {
        var decision = new TriggerPolicy(settings(), World.DRIFT).decide(world.facts, START);
        return ((Quiet) decision).reason();
    }

    private static TriggerSettings settings() {
        return new TriggerSettings(
                "fraud",
                "fraud-model",
                false,
                Set.of("a", "b", "c"),
                new PolicySettings(List.of(World.DRIFT), Optional.of(World.CANARY), List.of()));
    }
}
