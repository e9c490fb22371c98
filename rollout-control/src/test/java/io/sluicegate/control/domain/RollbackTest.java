package io.sluicegate.control.domain;

import static io.sluicegate.control.Places.buckets;
import static io.sluicegate.control.Places.candidate;
import static io.sluicegate.control.Places.previous;
import static io.sluicegate.control.Places.primary;
import static io.sluicegate.control.Places.tenure;
import static io.sluicegate.control.domain.World.refusal;
import static io.sluicegate.records.CommandKind.ABORT;
import static io.sluicegate.records.CommandKind.CANARY;
import static io.sluicegate.records.CommandKind.DEPLOY;
import static io.sluicegate.records.CommandKind.PAUSE;
import static io.sluicegate.records.CommandKind.PROMOTE;
import static io.sluicegate.records.CommandKind.REGISTER;
import static io.sluicegate.records.CommandKind.ROLLBACK;
import static io.sluicegate.records.CommandKind.SHIFT;
import static io.sluicegate.records.LoadState.FAILED;
import static io.sluicegate.records.LoadState.PREPARING;
import static io.sluicegate.records.LoadState.READY;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.control.domain.Progress.Aborted;
import io.sluicegate.control.domain.Progress.Activated;
import io.sluicegate.control.domain.Progress.Waiting;
import io.sluicegate.records.Deployment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RollbackTest {
    private final World world = new World();

    @BeforeEach
    void twoVersions() {
        world.running("1").running("2");
    }

    @Test
    void shouldGoBackAtOnceWhereEachLiveInstanceHasThePreviousVersionReady() {
        world.report("i1", "1", READY);

        var revision = world.revision(ROLLBACK, "2");

        assertThat(primary(revision).getVersion()).isEqualTo("1");
        assertThat(previous(revision)).isNull();
        assertThat(revision.getPreparing()).isNull();
        assertThat(revision.getRevision()).isEqualTo(5);
        assertThat(tenure(revision)).isEqualTo(5);
        assertThat(revision.getChange()).isEqualTo("back from version 2 to version 1");
    }

    @Test
    void shouldGoBackAtOnceWithStatusesFromJustBeforeTheActivation() {
        world.report("i1", "1", READY, status -> status.setRevision(3));

        assertThat(primary(world.revision(ROLLBACK, "2")).getVersion()).isEqualTo("1");
    }

    @Test
    void shouldNotCountWhoDoesNotLive() {
        world.report("gone", "1", FAILED);
        world.pass(Duration.ofSeconds(10));
        world.report("i1", "1", READY);
        world.report("leaving", "1", FAILED, status -> status.setStopping(true));

        assertThat(primary(world.revision(ROLLBACK, "2")).getVersion()).isEqualTo("1");
    }

    @Test
    void shouldRefuseASecondOneRatherThanBringTheBadVersionBack() {
        world.revision(ROLLBACK, "2");

        assertThat(refusal(world.decide(ROLLBACK, "1")))
                .isEqualTo(
                        "version 1 has no previous version to go back to: deploy another, or end a trial with sluicegate rollout abort");
    }

    @Test
    void shouldNotThrowOutTheHealthyPrimaryWhenItComesTwiceOrRaces() {
        world.trying("3", 10);
        var decidedAt = world.current().getRevision();
        world.revision(ABORT, "3");

        assertThat(refusal(world.decide(ROLLBACK, "", command -> command.setExpectedRevision(null))))
                .startsWith("ROLLBACK needs version, the primary to leave, and expectedRevision, "
                        + "the revision that you looked at; the pipeline is at revision 7: primary 2, previous 1");
        assertThat(refusal(world.decide(ROLLBACK, "2", command -> command.setExpectedRevision(decidedAt))))
                .startsWith("the command expects revision 6, but the pipeline is at revision 7");
        assertThat(primary(world.current()).getVersion()).isEqualTo("2");
    }

    @Test
    void shouldEndATrialBesideTheBadPrimary() {
        world.trying("3", 10);

        var revision = world.revision(ROLLBACK, "2");

        assertThat(primary(revision).getVersion()).isEqualTo("1");
        assertThat(candidate(revision)).isNull();
        assertThat(buckets(revision)).isZero();
    }

    @Test
    void shouldEndAPreparationBesideTheBadPrimary() {
        world.decide(REGISTER, "3");
        world.revision(DEPLOY, "3");

        var revision = world.revision(ROLLBACK, "2");

        assertThat(primary(revision).getVersion()).isEqualTo("1");
        assertThat(revision.getPreparing()).isNull();
    }

    @Test
    void shouldAdviseToAbortWhatIsNotThePrimary() {
        world.trying("3", 10);
        assertThat(refusal(world.decide(ROLLBACK, "3")))
                .isEqualTo("version 3 is on trial, not the primary: ABORT ends its trial");

        world.revision(ABORT, "3");
        world.revision(DEPLOY, "3");

        assertThat(refusal(world.decide(ROLLBACK, "3")))
                .isEqualTo("version 3 is being prepared, not the primary: ABORT ends its preparation");
        assertThat(refusal(world.decide(ROLLBACK, "9")))
                .isEqualTo("version 9 is not the primary; the pipeline is at revision 8: primary 2, previous 1, "
                        + "version 3 being prepared");
    }

    @Nested
    class WhereAnInstanceLacksThePreviousVersion {
        @Test
        void shouldPrepareItFirstWhileTheBadVersionGoesOnDeciding() {
            world.report("i2", "1", FAILED);

            var revision = world.revision(ROLLBACK, "2");

            assertThat(primary(revision).getVersion()).isEqualTo("2");
            assertThat(previous(revision).getVersion()).isEqualTo("1");
            assertThat(revision.getPreparing().getGoal()).isEqualTo(ROLLBACK);
            assertThat(revision.getPreparing().getTarget().getVersion()).isEqualTo("1");
            assertThat(tenure(revision)).isEqualTo(4);
            assertThat(revision.getChange())
                    .isEqualTo("preparing to go back from version 2 to version 1, which is not ready everywhere "
                            + "(instance i2 failed: DIGEST_MISMATCH: not what was registered); "
                            + "version 2 decides until then");
        }

        @Test
        void shouldPrepareItWhereAnInstanceHasNotAnswered() {
            world.report("i2", "2", READY);

            assertThat(world.revision(ROLLBACK, "2").getChange()).contains("(instance i2 has not answered)");
        }

        @Test
        void shouldGoBackOnceAllAreReady() {
            preparing();
            world.report("i1", "1", READY);
            world.report("i2", "1", PREPARING);
            assertThat(world.progress()).isEqualTo(new Waiting("not ready: instance i2 is PREPARING"));
            world.report("i2", "1", READY);

            var activated = (Activated) world.progress();

            assertThat(activated.reason()).isEqualTo("back from version 2 to version 1: ready on 2 live instance(s)");
            assertThat(primary(activated.deployment()).getVersion()).isEqualTo("1");
            assertThat(previous(activated.deployment())).isNull();
            assertThat(activated.deployment().getPreparing()).isNull();
            assertThat(tenure(activated.deployment()))
                    .isEqualTo(activated.deployment().getRevision());
        }

        @Test
        void shouldKeepPrimaryAndPreviousWhereItFailsAgain() {
            preparing();
            world.report("i2", "1", FAILED);

            var aborted = (Aborted) world.progress();

            assertThat(aborted.reason())
                    .isEqualTo("gave up the rollback to version 1, version 2 still decides: instance i2 failed: "
                            + "DIGEST_MISMATCH: not what was registered");
            assertThat(primary(aborted.deployment()).getVersion()).isEqualTo("2");
            assertThat(previous(aborted.deployment()).getVersion()).isEqualTo("1");
            world.apply();
            assertThat(world.revision(ROLLBACK, "2").getPreparing()).isNotNull();
        }

        @Test
        void shouldGiveUpAtTheDeadlineWhileInstancesLive() {
            preparing();
            beating(World.PREPARE_TIMEOUT);

            assertThat(((Aborted) world.progress()).reason()).contains("timed out, not ready: instance i1");
        }

        @Test
        void shouldGiveAnInstanceThatComesUpAfterTheDeadlineTheWholeTime() {
            world.statuses.clear();
            world.revision(ROLLBACK, "2");
            world.pass(World.PREPARE_TIMEOUT.multipliedBy(10));

            world.report("i1", "2", PREPARING, status -> status.setRevision(0).setVersions(List.of()));
            assertThat(world.progress()).isEqualTo(new Waiting("not ready: instance i1 has not answered"));
            beating(World.PREPARE_TIMEOUT.minusSeconds(5));
            assertThat(world.progress()).isEqualTo(new Waiting("not ready: instance i1 is PREPARING"));
            beating(Duration.ofSeconds(5));

            assertThat(((Aborted) world.progress()).reason()).contains("timed out, not ready: instance i1");
        }

        @Test
        void shouldBeginTheTimeAnewWhenAllDieOnceMore() {
            world.statuses.clear();
            world.revision(ROLLBACK, "2");
            world.report("i1", "1", PREPARING);
            world.pass(World.PREPARE_TIMEOUT);

            world.report("i1", "1", PREPARING);

            assertThat(world.progress()).isEqualTo(new Waiting("not ready: instance i1 is PREPARING"));
        }

        @Test
        void shouldOutlastTheDeadlineWhileNoInstanceLives() {
            world.statuses.clear();
            assertThat(world.revision(ROLLBACK, "2").getChange()).contains("(no live instance)");
            world.pass(World.PREPARE_TIMEOUT.multipliedBy(10));
            assertThat(world.progress()).isEqualTo(new Waiting("no live instance"));

            world.report("i1", "1", READY);

            assertThat(world.progress()).isInstanceOf(Activated.class);
        }

        @Test
        void shouldGiveUpAnotherPreparationForIt() {
            world.decide(REGISTER, "3");
            world.revision(DEPLOY, "3");
            world.report("i1", "1", FAILED);

            var revision = world.revision(ROLLBACK, "2");

            assertThat(revision.getPreparing().getTarget().getVersion()).isEqualTo("1");
            assertThat(revision.getChange()).endsWith("; gave up preparing version 3");
        }

        @Test
        void shouldLetATrialGoOnUntilItIsReady() {
            world.trying("3", 10);
            world.report("i1", "1", FAILED);
            assertThat(candidate(world.revision(ROLLBACK, "2")).getVersion()).isEqualTo("3");

            for (var kind : List.of(SHIFT, PROMOTE)) {
                assertThat(refusal(world.decide(kind, "3", command -> command.setPercent(50.0))))
                        .isEqualTo("a rollback to version 1 is being prepared and will end this trial: "
                                + "wait, or end the rollback with ABORT of version 1");
            }
            assertThat(world.revision(ABORT, "3").getPreparing()).isNotNull();
        }

        @Test
        void shouldRefuseWhatWouldCrossIt() {
            preparing();
            world.decide(REGISTER, "3");

            assertThat(refusal(world.decide(ROLLBACK, "2")))
                    .isEqualTo("the rollback to version 1 is already being prepared: "
                            + "wait, or end it with ABORT of version 1");
            for (var kind : List.of(DEPLOY, CANARY)) {
                assertThat(refusal(world.decide(kind, "3", command -> command.setPercent(50.0))))
                        .startsWith("a rollback to version 1 is being prepared until ")
                        .endsWith(", or longer while no instance is alive: wait, or end that with ABORT of "
                                + "version 1");
            }
        }

        @Test
        void shouldEndByAbortOfTheVersionThatIsPrepared() {
            preparing();

            var revision = world.revision(ABORT, "1");

            assertThat(revision.getPreparing()).isNull();
            assertThat(previous(revision).getVersion()).isEqualTo("1");
            assertThat(revision.getChange()).isEqualTo("gave up the rollback to version 1; version 2 still decides");
        }

        @Test
        void shouldGoOnThroughAPause() {
            preparing();

            var revision = world.revision(PAUSE, "");
            assertThat(revision.getPreparing()).isNotNull();
            world.report("i1", "1", READY);
            world.report("i2", "1", READY);

            assertThat(((Activated) world.progress()).deployment().getPaused()).isTrue();
        }

        /** Heartbeats of an instance that isn't ready. */
        private void beating(Duration time) {
            for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusSeconds(5)) {
                world.report("i1", "1", PREPARING);
                world.pass(Duration.ofSeconds(5));
                world.report("i1", "1", PREPARING);
            }
        }

        private Deployment preparing() {
            world.report("i2", "1", FAILED);
            return world.revision(ROLLBACK, "2");
        }
    }
}
