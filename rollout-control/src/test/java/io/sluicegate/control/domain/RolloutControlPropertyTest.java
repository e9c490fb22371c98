package io.sluicegate.control.domain;

import static io.sluicegate.control.Places.tenure;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.control.domain.Decision.Duplicate;
import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.testing.Draw;
import io.sluicegate.testing.Law;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of the fold whatever the commands and statuses are. */
class RolloutControlPropertyTest {

    /** A command with an id (ids repeat), or a status, each some time after the one before. */
    private sealed interface Input {
        record Command(int id, CommandKind kind, String version, double percent) implements Input {}

        record Status(String instance, String version, LoadState state) implements Input {}

        record Time(int seconds) implements Input {}
    }

    /** Random inputs alone seldom deploy anything, so the inputs go on from somewhere in these, which try version 2 beside version 1. */
    private static final List<Input> BEGINNING = List.of(
            new Input.Command(61, CommandKind.REGISTER, "1", 0),
            new Input.Command(62, CommandKind.REGISTER, "2", 0),
            new Input.Command(63, CommandKind.DEPLOY, "1", 0),
            new Input.Status("i1", "1", LoadState.READY),
            new Input.Command(64, CommandKind.CANARY, "2", 5),
            new Input.Status("i1", "2", LoadState.READY));

    @Test
    void revisionsCountUpByOneAndNeverGoBack() {
        Law.holds(draw -> {
            var inputs = inputs(draw);
            var revisions = fold(inputs).stream().map(Deployment::getRevision).toList();

            for (int i = 0; i < revisions.size(); i++) {
                assertThat(revisions.get(i)).isEqualTo(i + 1);
            }
        });
    }

    @Test
    void theSameInputsGiveTheSameState() {
        Law.holds(draw -> {
            var inputs = inputs(draw);
            assertThat(fold(inputs)).isEqualTo(fold(inputs));
        });
    }

    @Test
    void everyRevisionMakesSense() {
        Law.holds(draw -> {
            var inputs = inputs(draw);
            assertThat(fold(inputs)).allSatisfy(revision -> {
                var view = DeploymentView.of(revision);
                assertThat(view.trouble()).isEmpty();
                assertThat(view.candidates()).hasSizeLessThan(2).noneMatch(candidate -> candidate.buckets() == 0);
                assertThat(view.arms()).extracting(Arm::digest).doesNotHaveDuplicates();
                view.preparing()
                        .filter(preparing -> !InForce.isRollback(preparing))
                        .ifPresent(preparing -> {
                            assertThat(revision.getPaused()).isFalse();
                            assertThat(view.candidate().isPresent() && preparing.getGoal() != CommandKind.SHADOW)
                                    .isFalse();
                        });
                view.goingBackTo()
                        .ifPresent(target -> assertThat(view.wayBack()).contains(target));
                view.primary()
                        .ifPresent(primary -> assertThat(revision.getWarm()).doesNotContain(primary.version()));
            });
        });
    }

    @Test
    void aTenureBeginsWhereTheArmsChangeAndNowhereElse() {
        Law.holds(draw -> {
            var inputs = inputs(draw);
            var before = Revisions.none(World.RULES, new World().now);
            for (var revision : fold(inputs)) {
                var begins = !DeploymentView.of(revision).dividesLike(DeploymentView.of(before));
                assertThat(tenure(revision)).isEqualTo(begins ? revision.getRevision() : tenure(before));
                before = revision;
            }
        });
    }

    @Test
    void aCommandThatComesAgainChangesNothing() {
        Law.holds(draw -> {
            var inputs = inputs(draw);
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
        });
    }

    private static List<Input> inputs(Draw draw) {
        var begun = BEGINNING.subList(0, draw.between(0, BEGINNING.size()));
        return Stream.concat(begun.stream(), draw.list(0, 60, () -> input(draw)).stream())
                .toList();
    }

    private static Input input(Draw draw) {
        return switch (draw.oneOf("command", "command", "status", "time")) {
            case "command" ->
                new Input.Command(
                        draw.between(0, 60),
                        draw.oneOf(CommandKind.values()),
                        version(draw),
                        draw.oneOf(5.0, 50.0, 100.0, 0.0));
            case "status" -> new Input.Status(draw.oneOf("i1", "i2"), version(draw), draw.oneOf(LoadState.values()));
            default -> new Input.Time(draw.between(1, 70));
        };
    }

    private static String version(Draw draw) {
        return draw.oneOf("1", "2", "3", "");
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
