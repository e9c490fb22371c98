package io.sluicegate.control.domain;

import static io.sluicegate.control.Places.buckets;
import static io.sluicegate.control.Places.candidate;
import static io.sluicegate.control.Places.previous;
import static io.sluicegate.control.Places.primary;
import static io.sluicegate.control.domain.World.refusal;
import static io.sluicegate.records.CommandKind.ABORT;
import static io.sluicegate.records.CommandKind.CANARY;
import static io.sluicegate.records.CommandKind.DEPLOY;
import static io.sluicegate.records.CommandKind.PAUSE;
import static io.sluicegate.records.CommandKind.PROMOTE;
import static io.sluicegate.records.CommandKind.REGISTER;
import static io.sluicegate.records.CommandKind.RESUME;
import static io.sluicegate.records.CommandKind.ROLLBACK;
import static io.sluicegate.records.CommandKind.SHIFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluicegate.control.domain.Decision.Duplicate;
import io.sluicegate.pipeline.config.ModelSettings.Approval;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.Preparation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutControlTest {
    private final World world = new World();

    @Test
    void shouldPrepareTheFirstVersion() {
        world.decide(REGISTER, "1");

        assertThat(world.revision(DEPLOY, "1"))
                .isEqualTo(Deployment.newBuilder()
                        .setPipeline("fraud")
                        .setRevision(1)
                        .setModel("fraud-model")
                        .setSalt("fraud")
                        .setArms(List.of())
                        .setWarm(List.of())
                        .setPreparing(
                                new Preparation(version("1"), DEPLOY, 0, world.now, world.now.plusSeconds(60), "c2"))
                        .setCommandId("c2")
                        .setCorrelationId("why-c2")
                        .setChange("preparing version 1 to be the primary")
                        .setAt(world.now)
                        .build());
    }

    @Test
    void shouldKeepWhatDecidesWhilePreparing() {
        world.running("1").decide(REGISTER, "2");

        var revision = world.revision(DEPLOY, "2");

        assertThat(primary(revision)).isEqualTo(version("1"));
        assertThat(revision.getPreparing().getTarget()).isEqualTo(version("2"));
        assertThat(revision.getRevision()).isEqualTo(3);
    }

    @Test
    void shouldPrepareATrialWithItsShare() {
        world.running("1").decide(REGISTER, "2");

        var preparing = world.revision(CANARY, "2", 12.5).getPreparing();

        assertThat(preparing.getGoal()).isEqualTo(CANARY);
        assertThat(preparing.getBuckets()).isEqualTo(1250);
    }

    @Test
    void shouldShift() {
        world.running("1").trying("2", 10);

        var revision = world.revision(SHIFT, "", 50);

        assertThat(buckets(revision)).isEqualTo(5000);
        assertThat(candidate(revision)).isEqualTo(version("2"));
        assertThat(primary(revision)).isEqualTo(version("1"));
        assertThat(revision.getChange()).isEqualTo("version 2 gets 50 % of the keys");
    }

    @Test
    void shouldKeepTheSaltThroughATrialAndTakeAnotherForTheNext() {
        world.running("1").trying("2", 10);
        var first = world.current().getSalt();

        assertThat(world.revision(SHIFT, "2", 50).getSalt()).isEqualTo(first);
        assertThat(world.revision(PROMOTE, "2").getSalt()).isEqualTo(first);
        assertThat(world.trying("3", 10).current().getSalt()).isNotEqualTo(first);
    }

    @Test
    void shouldPromote() {
        world.running("1").trying("2", 10);

        var revision = world.revision(PROMOTE, "2");

        assertThat(primary(revision)).isEqualTo(version("2"));
        assertThat(previous(revision)).isEqualTo(version("1"));
        assertThat(candidate(revision)).isNull();
        assertThat(buckets(revision)).isZero();
    }

    @Test
    void shouldRefuseToDeployWhilePreparing() {
        world.running("1").decide(REGISTER, "2");
        world.revision(DEPLOY, "2");
        world.decide(REGISTER, "3");

        assertThat(refusal(world.decide(DEPLOY, "3")))
                .isEqualTo("version 2 is being prepared until %s at most: wait, or end that with ABORT of version 2"
                        .formatted(world.now.plusSeconds(60)));
    }

    @Test
    void shouldRefuseANewVersionDuringATrial() {
        world.running("1").trying("2", 10).decide(REGISTER, "3");

        assertThat(refusal(world.decide(DEPLOY, "3")))
                .isEqualTo("version 2 is on trial: promote it, or end its trial with sluicegate rollout abort");
        assertThat(refusal(world.decide(CANARY, "3", command -> command.setPercent(10.0))))
                .isEqualTo("version 2 is on trial: promote it, or end its trial with sluicegate rollout abort");
    }

    @Test
    void shouldRefuseToDeployThePrimary() {
        assertThat(refusal(world.running("1").decide(DEPLOY, "1"))).isEqualTo("version 1 is already the primary");
    }

    @Test
    void shouldRefuseToDeployWhatIsNotRegistered() {
        assertThat(refusal(world.decide(DEPLOY, "7")))
                .isEqualTo("fraud-model@7 is not registered for pipeline 'fraud': register it first");
    }

    @Test
    void shouldRefuseATrialWithoutAPrimary() {
        world.decide(REGISTER, "1");

        assertThat(refusal(world.decide(CANARY, "1", command -> command.setPercent(10.0))))
                .isEqualTo("there is no primary to compare the version with: deploy one first");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 0.001, 100.1, Double.NaN, Double.POSITIVE_INFINITY})
    void shouldRefuseAShareThatIsNone(double percent) {
        world.running("1").decide(REGISTER, "2");

        assertThat(refusal(world.decide(CANARY, "2", command -> command.setPercent(percent))))
                .isEqualTo("percent must be between 0.01 and 100, but is " + percent);
    }

    @Test
    void shouldRefuseATrialWithoutAShare() {
        world.running("1").decide(REGISTER, "2");

        assertThat(refusal(world.decide(CANARY, "2"))).isEqualTo("percent must be between 0.01 and 100, but is null");
    }

    @ParameterizedTest
    @EnumSource(
            value = CommandKind.class,
            names = {"SHIFT", "PROMOTE"})
    void shouldRefuseToMoveACandidateThatIsNotThere(CommandKind kind) {
        assertThat(refusal(world.running("1").decide(kind, "", command -> command.setPercent(50.0))))
                .isEqualTo("no version is on trial");
    }

    @ParameterizedTest
    @EnumSource(
            value = CommandKind.class,
            names = {"SHIFT", "PROMOTE"})
    void shouldRefuseToMoveAnotherThanTheCandidate(CommandKind kind) {
        world.running("1").trying("2", 10);

        assertThat(refusal(world.decide(kind, "3", command -> command.setPercent(50.0))))
                .isEqualTo("version 3 is not on trial, version 2 is");
    }

    @Test
    void shouldRefuseAShiftToTheSameShare() {
        world.running("1").trying("2", 2.5);

        assertThat(refusal(world.decide(SHIFT, "2", command -> command.setPercent(2.5))))
                .isEqualTo("version 2 already has 2.5 % of the keys");
    }

    @Test
    void shouldRefuseWhenAnotherRevisionWasExpected() {
        world.running("1").running("2");

        assertThat(refusal(world.decide(ROLLBACK, "2", command -> command.setExpectedRevision(2L))))
                .isEqualTo("the command expects revision 2, but the pipeline is at revision 4: primary 2, previous 1: "
                        + "check whether you still want the change");
        assertThat(World.revision(world.decide(ROLLBACK, "2", command -> command.setExpectedRevision(4L)))
                        .getRevision())
                .isEqualTo(5);
    }

    @Test
    void shouldRefuseAnotherModelThanThePipelines() {
        assertThat(refusal(world.decide(REGISTER, "1", command -> command.setModel("other"))))
                .isEqualTo("pipeline 'fraud' runs model 'fraud-model', not 'other'");
    }

    @Test
    void shouldRefuseAPipelineThatItDoesNotKnow() {
        assertThat(refusal(world.decide(DEPLOY, "1", command -> command.setPipeline("churn"))))
                .isEqualTo("rollout control doesn't know pipeline 'churn', only [fraud]: start it with "
                        + "the pipeline's file");
    }

    @Test
    void shouldIgnoreACommandIdThatWasDecided() {
        world.running("1").running("2");
        var rollback = world.command("r", ROLLBACK, "2", command -> {});
        world.decide(rollback);
        var after = world.current();

        assertThat(world.decide(rollback)).isEqualTo(new Duplicate());
        assertThat(world.current()).isEqualTo(after);
    }

    @Test
    void shouldIgnoreARefusedCommandIdToo() {
        var deploy = world.command("d", DEPLOY, "1", command -> {});
        refusal(world.decide(deploy));
        world.decide(REGISTER, "1");

        assertThat(world.decide(deploy)).isEqualTo(new Duplicate());
    }

    @Test
    void shouldRefuseChangesWhilePausedButNotAnAbortOrARollback() {
        world.running("1").running("2").trying("3", 10).decide(REGISTER, "4");
        world.revision(PAUSE, "");

        for (var kind : List.of(DEPLOY, CANARY, SHIFT, PROMOTE)) {
            assertThat(refusal(world.decide(kind, "4", command -> command.setPercent(50.0))))
                    .isEqualTo("changes are paused: resume first");
        }
        assertThat(candidate(world.revision(ABORT, "3"))).isNull();
        world.report("i1", "1", LoadState.READY);
        assertThat(primary(world.revision(ROLLBACK, "2"))).isEqualTo(version("1"));
        assertThat(world.current().getPaused()).isTrue();
        assertThat(world.revision(RESUME, "").getPaused()).isFalse();
    }

    @Test
    void shouldRegisterWhilePaused() {
        world.running("1").revision(PAUSE, "");

        assertThat(world.decide(REGISTER, "2")).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void shouldGiveUpAPreparationOnPause() {
        world.running("1").decide(REGISTER, "2");
        world.revision(DEPLOY, "2");

        var revision = world.revision(PAUSE, "");

        assertThat(revision.getPreparing()).isNull();
        assertThat(revision.getChange()).isEqualTo("paused; gave up preparing version 2");
    }

    @Test
    void shouldRefuseToPauseOrResumeTwice() {
        assertThat(refusal(world.decide(PAUSE, ""))).isEqualTo("nothing is deployed");
        world.running("1");
        assertThat(refusal(world.decide(RESUME, ""))).isEqualTo("changes are not paused");
        world.revision(PAUSE, "");
        assertThat(refusal(world.decide(PAUSE, ""))).isEqualTo("changes are already paused");
    }

    @Test
    void shouldRefuseToBeStartedWithTheSamePipelineTwice() {
        var rules = new PipelineRules(
                "fraud", "m", Approval.NONE, Duration.ofSeconds(1), "f", location -> Optional.empty());

        assertThatThrownBy(() -> new RolloutControl(List.of(rules, rules)))
                .hasMessage("pipeline 'fraud' is declared twice");
    }

    private static DeployedVersion version(String version) {
        return new DeployedVersion(version, "/models/" + version, "digest-" + version);
    }
}
