package io.sluicegate.control.domain;

import io.sluicegate.pipeline.deployment.Arm;
import io.sluicegate.pipeline.deployment.DeploymentView;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Preparation;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Describes a revision in words, so that a refusal shows the state that the command met. */
final class InForce {
    private InForce() {}

    /** For example {@code revision 7: primary 2, previous 1, version 3 on trial with 10 % of the keys}. */
    static String words(DeploymentView current) {
        return "revision %d: %s"
                .formatted(
                        current.revision(),
                        Stream.of(
                                        primary(current),
                                        previous(current),
                                        candidates(current),
                                        shadows(current),
                                        preparing(current))
                                .flatMap(words -> words)
                                .collect(Collectors.joining(", ")));
    }

    static String name(Optional<Arm> arm) {
        return arm.map(Arm::name).orElse("none");
    }

    /** Whether the preparation belongs to a rollback. */
    static boolean isRollback(Preparation preparing) {
        return preparing.getGoal() == CommandKind.ROLLBACK;
    }

    private static Stream<String> primary(DeploymentView current) {
        return Stream.of("primary " + name(current.primary()));
    }

    private static Stream<String> previous(DeploymentView current) {
        return current.wayBack().stream().map(it -> "previous " + it.getVersion());
    }

    private static Stream<String> candidates(DeploymentView current) {
        return current.candidates().stream()
                .map(it -> "version %s on trial with %s of the keys".formatted(it.name(), Shares.words(it.buckets())));
    }

    private static Stream<String> shadows(DeploymentView current) {
        return current.shadows().stream()
                .map(it -> "version %s shadowing %s of the keys".formatted(it.name(), Shares.words(it.buckets())));
    }

    private static Stream<String> preparing(DeploymentView current) {
        return current.preparing().stream()
                .map(it -> (isRollback(it) ? "a rollback to version %s being prepared" : "version %s being prepared")
                        .formatted(it.getTarget().getVersion()));
    }
}
