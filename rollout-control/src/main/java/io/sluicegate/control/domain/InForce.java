package io.sluicegate.control.domain;

import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Preparation;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A revision in words, so that a refusal tells what the command was held against. */
final class InForce {
    private InForce() {}

    /** For example {@code revision 7: primary 2, previous 1, version 3 on trial with 10 % of the keys}. */
    static String words(Deployment current) {
        return "revision %d: %s"
                .formatted(
                        current.getRevision(),
                        Stream.of(primary(current), previous(current), candidate(current), preparing(current))
                                .flatMap(Optional::stream)
                                .collect(Collectors.joining(", ")));
    }

    static String name(@Nullable DeployedVersion version) {
        return version == null ? "none" : version.getVersion();
    }

    /** Whether the preparation is one of a rollback. */
    static boolean isRollback(@Nullable Preparation preparing) {
        return preparing != null && preparing.getGoal() == CommandKind.ROLLBACK;
    }

    private static Optional<String> primary(Deployment current) {
        return Optional.of("primary " + name(current.getPrimary()));
    }

    private static Optional<String> previous(Deployment current) {
        return Optional.ofNullable(current.getPrevious()).map(it -> "previous " + it.getVersion());
    }

    private static Optional<String> candidate(Deployment current) {
        return Optional.ofNullable(current.getCandidate()).map(it -> "version %s on trial with %s of the keys"
                .formatted(it.getVersion(), Shares.words(current.getCandidateBuckets())));
    }

    private static Optional<String> preparing(Deployment current) {
        return Optional.ofNullable(current.getPreparing())
                .map(it -> (isRollback(it) ? "a rollback to version %s being prepared" : "version %s being prepared")
                        .formatted(it.getTarget().getVersion()));
    }
}
