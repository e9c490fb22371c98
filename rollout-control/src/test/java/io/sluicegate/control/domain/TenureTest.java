package io.sluicegate.control.domain;

import static io.sluicegate.control.Places.commonTenure;
import static io.sluicegate.control.Places.tenure;
import static io.sluicegate.records.CommandKind.DEPLOY;
import static io.sluicegate.records.CommandKind.PAUSE;
import static io.sluicegate.records.CommandKind.PROMOTE;
import static io.sluicegate.records.CommandKind.REGISTER;
import static io.sluicegate.records.CommandKind.RESUME;
import static io.sluicegate.records.CommandKind.SHIFT;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.pipeline.deployment.Tenure;
import io.sluicegate.records.Deployment;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was decided within one tenure can be compared: the same versions decided for the same shares of the keys. */
class TenureTest {
    private final World world = new World();

    @BeforeEach
    void aPrimary() {
        world.running("1");
        world.pass(Duration.ofMinutes(1));
    }

    @Test
    void shouldHaveNoneBeforeTheFirstActivation() {
        var fresh = new World();
        fresh.decide(REGISTER, "1");

        var preparing = fresh.revision(DEPLOY, "1");

        assertThat(tenure(preparing)).isZero();
        assertThat(preparing.getArms()).isEmpty();
    }

    @Test
    void shouldBeginWithTheFirstPrimary() {
        var first = world.current();

        assertThat(commonTenure(first)).isEqualTo(new Tenure(2, first.getAt()));
    }

    @Test
    void shouldBeginWithATrialAndWithEachOfItsSteps() {
        assertBegins(world.trying("2", 10).current());
        world.pass(Duration.ofMinutes(1));

        assertBegins(world.revision(SHIFT, "2", 50));
        world.pass(Duration.ofMinutes(1));

        assertBegins(world.revision(PROMOTE, "2"));
    }

    @Test
    void shouldLastThroughPreparingAndPausing() {
        var first = world.current();
        world.decide(REGISTER, "2");

        assertLasts(first, world.revision(DEPLOY, "2"));
        assertLasts(first, world.revision(PAUSE, ""));
        assertLasts(first, world.revision(RESUME, ""));
    }

    private static void assertBegins(Deployment revision) {
        assertThat(commonTenure(revision)).isEqualTo(new Tenure(revision.getRevision(), revision.getAt()));
    }

    private static void assertLasts(Deployment first, Deployment revision) {
        assertThat(commonTenure(revision)).isEqualTo(commonTenure(first));
        assertThat(tenure(revision)).isLessThan(revision.getRevision());
    }
}
