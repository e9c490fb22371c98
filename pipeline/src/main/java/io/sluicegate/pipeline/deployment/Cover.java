package io.sluicegate.pipeline.deployment;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The check that deciding arms cover each bucket exactly once. */
final class Cover {
    private static final Comparator<Arm> BY_BUCKETS =
            Comparator.comparingInt(Arm::fromBucket).thenComparingInt(Arm::untilBucket);

    private Cover() {}

    /** Names the first bucket that no arm covers, or more than one; empty if there is none. */
    static Optional<String> trouble(List<Arm> deciding) {
        var next = 0;
        for (var arm : deciding.stream().sorted(BY_BUCKETS).toList()) {
            if (arm.fromBucket() < 0
                    || arm.untilBucket() < arm.fromBucket()
                    || arm.untilBucket() > DeploymentView.BUCKETS) {
                return Optional.of("version %s has the buckets from %d until %d, which there are not"
                        .formatted(arm.name(), arm.fromBucket(), arm.untilBucket()));
            }
            if (arm.buckets() > 0) {
                if (arm.fromBucket() != next) {
                    return trouble(arm, next);
                }
                next = arm.untilBucket();
            }
        }
        return next < DeploymentView.BUCKETS ? nobody(next) : Optional.empty();
    }

    private static Optional<String> trouble(Arm arm, int next) {
        return arm.fromBucket() > next
                ? nobody(next)
                : Optional.of("bucket %d has more than one deciding version".formatted(arm.fromBucket()));
    }

    private static Optional<String> nobody(int bucket) {
        return Optional.of("bucket %d has no deciding version".formatted(bucket));
    }
}
