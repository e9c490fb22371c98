package io.sluicegate.control.domain;

import static io.sluicegate.control.Places.tenure;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.control.domain.Decision.Duplicate;
import io.sluicegate.platform.deployment.DeploymentView;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.ModelCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of the fold whatever the commands and statuses are. */
class FoldPropertyTest {

    /** A command with an id (ids repeat), or a status, each some time after the one before. */
    private sealed interface Input {
        record Command(int id, CommandKind kind, String version, double percent) implements Input {}

        record Status(String instance, String version, LoadState state) implements Input {}

        record Time(int seconds) implements Input {}
    }

    @Property
    void revisionsCountUpByOneAndNeverGoBack(@ForAll("inputs") List<Input> inputs) {
        var revisions = fold(inputs).stream().map(Deployment::getRevision).toList();

        for (int i = 0; i < revisions.size(); i++) {
            assertThat(revisions.get(i)).isEqualTo(i + 1);
        }
    }

    @Property
    void theSameInputsGiveTheSameState(@ForAll("inputs") List<Input> inputs) {
        assertThat(fold(inputs)).isEqualTo(fold(inputs));
    }

    @Property
    void everyRevisionMakesSense(@ForAll("inputs") List<Input> inputs) {
        assertThat(fold(inputs)).allSatisfy(revision -> {
            var view = DeploymentView.of(revision);
            assertThat(view.trouble()).isEmpty();
            assertThat(view.candidates()).hasSizeLessThan(2).noneMatch(candidate -> candidate.buckets() == 0);
            var goal = view.preparing().filter(preparing -> !InForce.isRollback(preparing));
            if (goal.isPresent()) {
                assertThat(view.candidate()).isEmpty();
                assertThat(revision.getPaused()).isFalse();
            }
            view.goingBackTo().ifPresent(target -> assertThat(view.wayBack()).contains(target));
            view.primary().ifPresent(primary -> assertThat(revision.getWarm()).doesNotContain(primary.version()));
        });
    }

    @Property
    void aTenureBeginsWhereTheArmsChangeAndNowhereElse(@ForAll("inputs") List<Input> inputs) {
        var before = Revisions.none(World.RULES, new World().now);
        for (var revision : fold(inputs)) {
            var begins = !DeploymentView.of(revision).dividesLike(DeploymentView.of(before));
            assertThat(tenure(revision)).isEqualTo(begins ? revision.getRevision() : tenure(before));
            before = revision;
        }
    }

    @Property
    void aCommandThatComesAgainChangesNothing(@ForAll("inputs") List<Input> inputs) {
        var once = new World();
        var twice = new World();
        for (var input : inputs) {
            apply(once, input);
            apply(twice, input);
            if (input instanceof Input.Command command) {
                assertThat(twice.decide(command(twice, command))).isEqualTo(new Duplicate());
            }
        }
        assertThat(twice.deployments).isEqualTo(once.deployments);
        assertThat(twice.registrations).isEqualTo(once.registrations);
    }

    @Provide
    Arbitrary<List<Input>> inputs() {
        var versions = Arbitraries.of("1", "2", "3", "");
        var commands = Combinators.combine(
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.of(CommandKind.class),
                        versions,
                        Arbitraries.of(5.0, 50.0, 100.0, 0.0))
                .as(Input.Command::new);
        var statuses = Combinators.combine(Arbitraries.of("i1", "i2"), versions, Arbitraries.of(LoadState.class))
                .as(Input.Status::new);
        var times = Arbitraries.integers().between(1, 70).map(Input.Time::new);
        return Arbitraries.<Input>oneOf(List.of(commands, commands, statuses, times))
                .list()
                .ofMaxSize(60);
    }

    private static List<Deployment> fold(List<Input> inputs) {
        var world = new World();
        var revisions = new ArrayList<Deployment>();
        for (var input : inputs) {
            var before = world.current();
            apply(world, input);
            var after = world.current();
            if (after != null && !after.equals(before)) {
                revisions.add(after);
            }
        }
        return revisions;
    }

    private static void apply(World world, Input input) {
        if (input instanceof Input.Command command) {
            world.decide(command(world, command));
        } else if (input instanceof Input.Status status && world.current() != null) {
            world.report(status.instance(), status.version(), status.state());
            world.apply();
        } else if (input instanceof Input.Time time) {
            world.pass(Duration.ofSeconds(time.seconds()));
            if (world.current() != null) {
                world.apply();
            }
        }
    }

    private static ModelCommand command(World world, Input.Command command) {
        return world.command(
                "c" + command.id(), command.kind(), command.version(), details -> details.setPercent(command.percent())
                        .setIssuedBy(command.id() % 2 == 0 ? "anna" : "bert"));
    }
}
