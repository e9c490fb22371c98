package io.sluicegate.control.domain;

import static io.sluicegate.control.Places.buckets;
import static io.sluicegate.control.Places.candidate;
import static io.sluicegate.control.Places.previous;
import static io.sluicegate.control.Places.primary;
import static io.sluicegate.control.domain.World.refusal;
import static io.sluicegate.records.CommandKind.ABORT;
import static io.sluicegate.records.CommandKind.DEPLOY;
import static io.sluicegate.records.CommandKind.REGISTER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AbortTest {
    private final World world = new World();

    @Test
    void shouldEndTheTrialOfTheVersionThatItNames() {
        world.running("0").running("1").trying("2", 10);

        var revision = world.revision(ABORT, "2");

        assertThat(candidate(revision)).isNull();
        assertThat(buckets(revision)).isZero();
        assertThat(primary(revision).getVersion()).isEqualTo("1");
        assertThat(previous(revision).getVersion()).isEqualTo("0");
        assertThat(revision.getChange()).isEqualTo("the trial of version 2 ends; version 1 decides alone");
    }

    @Test
    void shouldEndThePreparationOfTheVersionThatItNames() {
        world.running("1").running("2").decide(REGISTER, "3");
        world.revision(DEPLOY, "3");

        var revision = world.revision(ABORT, "3");

        assertThat(revision.getPreparing()).isNull();
        assertThat(primary(revision).getVersion()).isEqualTo("2");
        assertThat(previous(revision).getVersion()).isEqualTo("1");
        assertThat(revision.getChange()).isEqualTo("gave up preparing version 3");
    }

    @Test
    void shouldNeverTouchThePrimary() {
        world.running("1").running("2").trying("3", 10);

        assertThat(refusal(world.decide(ABORT, "2")))
                .isEqualTo("version 2 is the primary, and ABORT only ends a trial or a preparation: "
                        + "ROLLBACK returns to the version before it");
    }

    @Test
    void shouldRefuseAVersionThatIsNowhere() {
        world.running("1").running("2").trying("3", 10);

        assertThat(refusal(world.decide(ABORT, "1")))
                .isEqualTo("version 1 is not on trial, not a shadow and not being prepared; the pipeline is at "
                        + "revision 6: primary 2, previous 1, version 3 on trial with 10 % of the keys");
    }

    @Test
    void shouldRefuseWithoutVersionOrRevision() {
        world.running("1").trying("2", 10);
        var needs = "ABORT needs version, the version whose trial, shadow or preparation ends, and expectedRevision, "
                + "the revision that you looked at; the pipeline is at revision 4: primary 1, "
                + "version 2 on trial with 10 % of the keys";

        assertThat(refusal(world.decide(ABORT, ""))).isEqualTo(needs);
        assertThat(refusal(world.decide(ABORT, "2", command -> command.setExpectedRevision(null))))
                .isEqualTo(needs);
        assertThat(candidate(world.current())).isNotNull();
    }

    @Test
    void shouldEndOneTrialOnceWhenSentAgainUnderAnotherId() {
        world.running("1").running("2").trying("3", 10);
        var decidedAt = world.current().getRevision();
        world.revision(ABORT, "3");

        assertThat(refusal(world.decide(ABORT, "3", command -> command.setExpectedRevision(decidedAt))))
                .isEqualTo("the command expects revision 6, but the pipeline is at revision 7: primary 2, previous 1: "
                        + "check whether you still want the change");
    }
}
