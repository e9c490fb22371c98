package io.sluicegate.launcher.control;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how far a command goes. */
final class WaitOptions {
    @Option(
            names = "--no-wait",
            description = "Return once rollout control has decided, without waiting for the effect: for scripts.")
    private boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description =
                    "How long to wait for the effect (default: as long as the instances may take to load a version, "
                            + "and half a minute).")
    @Nullable
    private Long timeout;

    @Option(names = "--dry-run", description = "Show what rollout control would decide now, and send nothing.")
    private boolean dryRun;

    boolean isDryRun() {
        return dryRun;
    }

    boolean waitsForEffect() {
        return !noWait;
    }

    /** The limit that the user sets. */
    Optional<Duration> limit() {
        return Optional.ofNullable(timeout).map(Duration::ofSeconds);
    }
}
