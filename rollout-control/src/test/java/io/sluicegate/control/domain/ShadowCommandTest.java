package io.sluicegate.control.domain;

import static io.sluicegate.control.Places.candidate;
import static io.sluicegate.control.Places.commonTenure;
import static io.sluicegate.control.Places.primary;
import static io.sluicegate.control.domain.World.refusal;
import static io.sluicegate.records.CommandKind.ABORT;
import static io.sluicegate.records.CommandKind.CANARY;
import static io.sluicegate.records.CommandKind.DEPLOY;
import static io.sluicegate.records.CommandKind.PAUSE;
import static io.sluicegate.records.CommandKind.PROMOTE;
import static io.sluicegate.records.CommandKind.REGISTER;
import static io.sluicegate.records.CommandKind.ROLLBACK;
import static io.sluicegate.records.CommandKind.SHADOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.pipeline.deployment.Tenure;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.LoadState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShadowCommandTest {
    private final World world = new World().running("1");

    @Test
    void shouldBeginOnceEachInstanceIsReadyAndLeaveWhatDecidesAsItWas() {
        var before = world.current();
        world.pass(Duration.ofMinutes(1));

        var after = shadowing("2").current();

        assertThat(shadows(after)).containsExactly("2");
        assertThat(shadow(after, "2").share()).isEqualTo(1);
        assertThat(shadow(after, "2").tenure()).isEqualTo(new Tenure(after.getRevision(), after.getAt()));
        assertThat(commonTenure(after)).isEqualTo(commonTenure(before));
        assertThat(after.getSalt()).isEqualTo(before.getSalt());
        assertThat(after.getChange()).isEqualTo("version 2 shadows 100 % of the keys");
    }

    @Test
    void shouldTakeAShare() {
        world.decide(REGISTER, "2");
        world.revision(SHADOW, "2", 12.5);

        assertThat(shadow(world.activated("2").current(), "2").buckets()).isEqualTo(1_250);
    }

    @Test
    void shouldNeedNoApprovalForItDecidesNothing() {
        var strict = new World(true);
        strict.decide(REGISTER, "1");
        strict.decide(io.sluicegate.records.CommandKind.APPROVE, "1", command -> command.setIssuedBy("bert"));
        strict.revision(DEPLOY, "1");
        strict.activated("1").decide(REGISTER, "2");

        assertThat(strict.revision(SHADOW, "2").getPreparing().getGoal()).isEqualTo(SHADOW);
        assertThat(refusal(strict.decide(CANARY, "2", command -> command.setPercent(5.0))))
                .contains("being prepared");
    }

    @Test
    void shouldBeGivenUpWhereAnInstanceCannotLoadIt() {
        world.decide(REGISTER, "2");
        world.revision(SHADOW, "2");
        world.report("i1", "2", LoadState.FAILED);
        world.apply();

        assertThat(shadows(world.current())).isEmpty();
        assertThat(world.current().getPreparing()).isNull();
        assertThat(primary(world.current()).getVersion()).isEqualTo("1");
    }

    @Test
    void shouldEndByAnAbortThatNamesIt() {
        var before = shadowing("2").current();

        var after = world.revision(ABORT, "2");

        assertThat(shadows(after)).isEmpty();
        assertThat(commonTenure(after)).isEqualTo(commonTenure(before));
        assertThat(refusal(world.decide(ABORT, "2"))).contains("not on trial, not a shadow and not being prepared");
    }

    @Test
    void shouldEndByAnAbortWhilePaused() {
        shadowing("2").revision(PAUSE, "");

        assertThat(shadows(world.revision(ABORT, "2"))).isEmpty();
    }

    @Test
    void shouldStayThroughATrialAndARollbackOfOthers() {
        shadowing("3").trying("2", 10);

        assertThat(shadows(world.current())).containsExactly("3");
        assertThat(candidate(world.current()).getVersion()).isEqualTo("2");
        assertThat(shadows(world.revision(PROMOTE, "2"))).containsExactly("3");
        world.report("i1", "1", LoadState.READY);
        assertThat(shadows(world.revision(ROLLBACK, "2"))).containsExactly("3");
    }

    @Test
    void shouldBeginBesideATrialAndBesideAnother() {
        world.trying("2", 10);

        shadowing("3");
        shadowing("4");

        assertThat(shadows(world.current())).containsExactly("3", "4");
        assertThat(candidate(world.current()).getVersion()).isEqualTo("2");
    }

    @Test
    void shouldEndOnceTheVersionDecides() {
        shadowing("2").revision(CANARY, "2", 10);

        assertThat(shadows(world.activated("2").current())).isEmpty();
        assertThat(candidate(world.current()).getVersion()).isEqualTo("2");
    }

    @Test
    void shouldRefuseWhatIsScoredAlreadyOrHasNothingToStandBeside() {
        shadowing("2");

        assertThat(refusal(world.decide(SHADOW, "1"))).isEqualTo("version 1 is already scored, as the primary");
        assertThat(refusal(world.decide(SHADOW, "2"))).isEqualTo("version 2 is already scored, as the shadow");
        var empty = new World();
        empty.decide(REGISTER, "1");
        assertThat(refusal(empty.decide(SHADOW, "1"))).contains("no primary");
    }

    private World shadowing(String version) {
        world.decide(REGISTER, version);
        world.revision(SHADOW, version);
        return world.activated(version);
    }

    private static List<String> shadows(Deployment revision) {
        return DeploymentView.of(revision).shadows().stream().map(Arm::name).toList();
    }

    private static Arm shadow(Deployment revision, String version) {
        return DeploymentView.of(revision).shadow(version).orElseThrow();
    }
}
