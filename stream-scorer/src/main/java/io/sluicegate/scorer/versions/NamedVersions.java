package io.sluicegate.scorer.versions;

import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.Preparation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The versions that a deployment names, by digest; what decides comes first, what is only being prepared last. The target of a
 * rollback comes before all: a primary that kills each process that loads it must not keep the rollback away.
 */
final class NamedVersions {
    private final Map<String, DeployedVersion> all = new LinkedHashMap<>();
    private final Map<String, DeployedVersion> trusted;
    private final Set<String> deciding;

    private NamedVersions(Deployment deployment) {
        deciding = Stream.of(deployment.getPrimary(), deployment.getCandidate())
                .filter(Objects::nonNull)
                .map(DeployedVersion::getBundleDigest)
                .collect(Collectors.toUnmodifiableSet());
        rollbackTarget(deployment).ifPresent(this::add);
        add(deployment.getPrimary());
        add(deployment.getCandidate());
        add(deployment.getPrevious());
        trusted = Map.copyOf(all);
        add(Optional.ofNullable(deployment.getPreparing())
                .map(Preparation::getTarget)
                .orElse(null));
    }

    static NamedVersions of(Deployment deployment) {
        return new NamedVersions(deployment);
    }

    private static Optional<DeployedVersion> rollbackTarget(Deployment deployment) {
        return Optional.ofNullable(deployment.getPreparing())
                .filter(preparing -> preparing.getGoal() == CommandKind.ROLLBACK)
                .map(Preparation::getTarget);
    }

    private void add(@Nullable DeployedVersion version) {
        if (version != null) {
            all.putIfAbsent(version.getBundleDigest(), version);
        }
    }

    Map<String, DeployedVersion> all() {
        return all;
    }

    /** Whether a version decides now. */
    boolean isDeciding(String digest) {
        return deciding.contains(digest);
    }

    /** Whether a version has decided or does. */
    boolean isTrusted(String digest) {
        return trusted.containsKey(digest);
    }
}
