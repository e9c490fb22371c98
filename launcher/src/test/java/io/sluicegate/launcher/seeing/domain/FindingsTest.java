package io.sluicegate.launcher.seeing.domain;

import static io.sluicegate.launcher.seeing.Seen.NOON;
import static io.sluicegate.launcher.seeing.Seen.PIPELINE;
import static io.sluicegate.launcher.seeing.Seen.deployment;
import static io.sluicegate.launcher.seeing.Seen.loaded;
import static io.sluicegate.launcher.seeing.Seen.registration;
import static io.sluicegate.launcher.seeing.Seen.report;
import static io.sluicegate.launcher.seeing.Seen.status;
import static io.sluicegate.launcher.seeing.Seen.trigger;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.console.domain.Fact;
import io.sluicegate.console.domain.PipelineFold;
import io.sluicegate.launcher.seeing.domain.PipelineStatus.Reach;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.Verdict;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private final PipelineFold fold = new PipelineFold(PIPELINE);
    private List<StageStatus> stages = List.of(stage("stream-scorer", 2, 0));
    private List<ServiceAnswer> services =
            List.of(new ServiceAnswer("http://localhost:8080", true, List.of(), Map.of(), Map.of()));

    @BeforeEach
    void deploy() {
        fold.add(new Fact.Deployed(deployment(1, "1")));
    }

    @Test
    void shouldFindNothingWhereAllIsWell() {
        fold.add(new Fact.Beaten(status("a", NOON, loaded("1", LoadState.READY, null))));

        assertThat(findings()).isEmpty();
    }

    @Test
    void shouldNameAStageThatDoesNotRunAndHowToStartIt() {
        stages = List.of(stage("stream-scorer", 0, 0));

        shouldFind("no instance of stream-scorer runs", "sluicegate run stream-scorer");
    }

    @Test
    void shouldNameAStageThatIsNotReadyWithItsReason() {
        services = List.of(new ServiceAnswer(
                "http://localhost:8080",
                true,
                List.of(),
                Map.of("drift-detector", "UNWRITABLE: /data is full"),
                Map.of()));

        shouldFind("drift-detector isn't ready: UNWRITABLE: /data is full", "mend what the reason names");
    }

    @Test
    void shouldLeaveOutTheStagesOfOtherPipelines() {
        services = List.of(new ServiceAnswer(
                "http://localhost:8080",
                true,
                List.of("wholesale", "fraud"),
                Map.of("wholesale/stream-scorer", "no deployment", "fraud/stream-scorer", "no deployment"),
                Map.of()));

        assertThat(findings())
                .extracting(Finding::what)
                .containsExactly("fraud/stream-scorer isn't ready: no deployment");
    }

    @Test
    void shouldNotBelieveTheServiceOfAnotherPipeline() {
        services = List.of(new ServiceAnswer(
                "http://localhost:8080",
                true,
                List.of("wholesale"),
                Map.of("stream-scorer", "no deployment"),
                Map.of("stream-scorer", "a remark")));

        assertThat(findings()).isEmpty();
    }

    @Test
    void shouldNameAVersionThatDecidesAndCannotBeLoaded() {
        fold.add(new Fact.Beaten(
                status("a", NOON, loaded("1", LoadState.FAILED, "WRONG_DIGEST: its files were changed"))));

        shouldFind(
                "version 1 can't be loaded on a: WRONG_DIGEST: its files were changed",
                "or go back with sluicegate rollout rollback");
    }

    @Test
    void shouldNameAVersionThatIsOnlyPreparedAndCannotBeLoaded() {
        fold.add(new Fact.Beaten(status("a", NOON, loaded("2", LoadState.FAILED, "BAD_MODEL: broken"))));

        shouldFind("version 2 can't be loaded on a: BAD_MODEL: broken", "the versions in force go on deciding");
    }

    @Test
    void shouldNameAnInstanceThatFellSilentButNotOneThatLeft() {
        var left = status("left", NOON.minusSeconds(60));
        left.setStopping(true);
        fold.add(new Fact.Beaten(left));
        fold.add(new Fact.Beaten(status("silent", NOON.minusSeconds(60))));

        assertThat(findings()).singleElement().satisfies(it -> assertThat(it.what())
                .isEqualTo("scorer instance silent has sent no heartbeat since 2026-03-01T11:59:00Z"));
    }

    @Test
    void shouldSayThatNothingDecides() {
        fold.add(new Fact.Deployed(deployment(2, null)));

        shouldFind("no version decides", "sluicegate rollout deploy");
    }

    @Test
    void shouldSayThatChangesArePaused() {
        var paused = deployment(2, "1");
        paused.setPaused(true);
        fold.add(new Fact.Deployed(paused));

        shouldFind("changes are paused", "sluicegate rollout resume");
    }

    @Test
    void shouldNameAStageThatIsMoreThanAMinuteBehind() {
        stages = List.of(stage("drift-detector", 1, 601));

        shouldFind("drift-detector is 601 records behind, more than a minute of events", "start further instances");
    }

    @Test
    void shouldNameTheCauseOfTheNewestDeadLettersOfTheLastHour() {
        fold.add(new Fact.Buried("fraud.events.dlq", "UNDECODABLE", NOON.minusSeconds(60)));
        fold.add(new Fact.Buried("fraud.features.dlq", "UNSCORABLE", NOON.minusSeconds(7200)));

        shouldFind("the newest in fraud.events.dlq: UNDECODABLE", "sluicegate tail dead-letters");
    }

    @Test
    void shouldNameTriggersThatNoVersionAnswers() {
        fold.add(new Fact.Triggered(trigger("t1")));
        fold.add(new Fact.Triggered(trigger("t2")));
        var answer = registration("2", null);
        answer.setCorrelationId("correlation-t2");
        fold.add(new Fact.Registered(answer));

        shouldFind("1 retraining trigger has no new version yet", "correlation-t1");
    }

    @Test
    void shouldPointToDrift() {
        fold.add(new Fact.Reported(report(DriftScope.FEATURE, "amount", NOON, 0.4, Verdict.DRIFTED)));

        shouldFind("1 subject has drifted in the newest window", "sluicegate drift");
    }

    private void shouldFind(String what, String remedy) {
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.what()).contains(what);
            assertThat(finding.remedy()).contains(remedy);
        });
    }

    private List<Finding> findings() {
        return Findings.of(
                new PipelineStatus(fold.at(NOON), stages, services, Map.of("events", 10.0), new Reach(0, 0, 0, 0, 0)));
    }

    private static StageStatus stage(String stage, int threads, long lag) {
        return new StageStatus(stage, PIPELINE + "-" + stage, threads, "Stable", OptionalLong.of(lag));
    }
}
