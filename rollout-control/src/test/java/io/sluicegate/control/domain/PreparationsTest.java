package io.sluicegate.control.domain;

import static io.sluicegate.control.Places.buckets;
import static io.sluicegate.control.Places.candidate;
import static io.sluicegate.control.Places.previous;
import static io.sluicegate.control.Places.primary;
import static io.sluicegate.records.CommandKind.CANARY;
import static io.sluicegate.records.CommandKind.DEPLOY;
import static io.sluicegate.records.CommandKind.REGISTER;
import static io.sluicegate.records.LoadState.FAILED;
import static io.sluicegate.records.LoadState.PREPARING;
import static io.sluicegate.records.LoadState.READY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.sluicegate.control.domain.Progress.Aborted;
import io.sluicegate.control.domain.Progress.Activated;
import io.sluicegate.control.domain.Progress.Waiting;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreparationsTest {
    private final World world = new World();

    @BeforeEach
    void prepareTheSecondVersion() {
        world.running("1").decide(REGISTER, "2");
        world.statuses.clear();
        world.revision(DEPLOY, "2");
    }

    @Test
    void shouldActivateOnceEveryLiveInstanceIsReady() {
        world.report("i1", "2", READY);
        world.report("i2", "2", PREPARING);
        assertThat(world.progress()).isEqualTo(new Waiting("not ready: instance i2 is PREPARING"));

        world.report("i2", "2", READY);

        var deployment = activated();
        assertThat(deployment.reason()).isEqualTo("version 2 is the primary: ready on 2 live instance(s)");
        assertThat(primary(deployment.deployment()).getVersion()).isEqualTo("2");
        assertThat(previous(deployment.deployment()).getVersion()).isEqualTo("1");
        assertThat(deployment.deployment().getPreparing()).isNull();
        assertThat(deployment.deployment().getRevision())
                .isEqualTo(world.current().getRevision() + 1);
        assertThat(deployment.deployment().getCommandId())
                .isEqualTo(world.current().getCommandId());
    }

    @Test
    void shouldActivateATrialWithItsShare() {
        var trial = new World().running("1");
        trial.decide(REGISTER, "2");
        trial.revision(CANARY, "2", 5);
        trial.report("i1", "2", READY);

        var deployment = ((Activated) trial.progress()).deployment();

        assertThat(candidate(deployment).getVersion()).isEqualTo("2");
        assertThat(buckets(deployment)).isEqualTo(500);
        assertThat(primary(deployment).getVersion()).isEqualTo("1");
        assertThat(deployment.getChange()).isEqualTo("version 2 is on trial with 5 % of the keys");
    }

    @Test
    void shouldWaitForAtLeastOneLiveInstance() {
        assertThat(world.progress()).isEqualTo(new Waiting("no live instance"));
    }

    @Test
    void shouldAbortWithTheErrorOfALiveInstance() {
        world.report("i1", "2", READY);
        world.report("i2", "2", FAILED);

        var aborted = aborted();

        assertThat(aborted.reason())
                .isEqualTo("gave up preparing version 2: instance i2 failed: DIGEST_MISMATCH: not what was registered");
        assertThat(aborted.deployment().getPreparing()).isNull();
        assertThat(primary(aborted.deployment()).getVersion()).isEqualTo("1");
        assertThat(aborted.deployment().getRevision()).isEqualTo(world.current().getRevision() + 1);
    }

    @Test
    void shouldAbortAtTheDeadlineSayingWhoWasNotReady() {
        world.pass(World.PREPARE_TIMEOUT.minusMillis(1));
        world.report("i1", "2", PREPARING);
        world.report("i2", "1", READY);
        assertThat(world.progress()).isInstanceOf(Waiting.class);

        world.pass(Duration.ofMillis(1));

        assertThat(aborted().reason())
                .isEqualTo("gave up preparing version 2: timed out, not ready: "
                        + "instance i1 is PREPARING; instance i2 has not answered");
    }

    @Test
    void shouldAbortAtTheDeadlineWithoutAnyInstance() {
        world.pass(World.PREPARE_TIMEOUT);

        assertThat(aborted().reason()).isEqualTo("gave up preparing version 2: timed out, no live instance");
    }

    @Test
    void shouldNotWaitForAnInstanceWhoseHeartbeatIsTenSecondsOld() {
        world.report("gone", "2", PREPARING);
        world.pass(Duration.ofMillis(9_999));
        world.report("i1", "2", READY);
        assertThat(world.progress()).isInstanceOf(Waiting.class);

        world.pass(Duration.ofMillis(1));

        assertThat(world.progress()).isInstanceOf(Activated.class);
    }

    @Test
    void shouldNotAbortForTheFailureOfAnInstanceThatIsGone() {
        world.report("gone", "2", FAILED);
        world.pass(Duration.ofSeconds(10));
        world.report("i1", "2", READY);

        assertThat(world.progress()).isInstanceOf(Activated.class);
    }

    @Test
    void shouldNotWaitForAnInstanceThatIsStopping() {
        world.report("i1", "2", READY);
        world.report("i2", "2", PREPARING, status -> status.setStopping(true));

        assertThat(world.progress()).isInstanceOf(Activated.class);
    }

    @Test
    void shouldNotCountAnInstanceOfAnotherPipeline() {
        world.report("i1", "2", READY, status -> status.setPipeline("churn"));

        assertThat(world.progress()).isEqualTo(new Waiting("no live instance"));
    }

    @Test
    void shouldNotTakeTheWordOfAnInstanceThatHasNotReadTheRevision() {
        world.report("i1", "2", READY, status -> status.setRevision(status.getRevision() - 1));
        assertThat(world.progress()).isEqualTo(new Waiting("not ready: instance i1 has not answered"));

        world.report("i1", "2", FAILED, status -> status.setRevision(status.getRevision() - 1));

        assertThat(world.progress()).isEqualTo(new Waiting("not ready: instance i1 has not answered"));
    }

    @Test
    void shouldAnswerNothingWhenNothingIsPrepared() {
        world.report("i1", "2", READY);
        world.apply();

        assertThat(Preparations.progress(
                        world.current(), Optional.empty(), world.statuses.values(), world.now, world.now))
                .isEmpty();
    }

    @Test
    void shouldLetTheSameVersionBePreparedAgainAfterAnAbort() {
        world.report("i1", "2", FAILED);
        world.apply();
        world.revision(DEPLOY, "2");

        assertThat(world.progress()).isEqualTo(new Waiting("not ready: instance i1 has not answered"));
    }

    private Activated activated() {
        return assertThat(world.progress()).asInstanceOf(type(Activated.class)).actual();
    }

    private Aborted aborted() {
        return assertThat(world.progress()).asInstanceOf(type(Aborted.class)).actual();
    }
}
