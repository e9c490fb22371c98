package io.sluicegate.launcher.demo;

import io.sluicegate.fraud.Scale;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How one demo runs.
 *
 * @param data folder for everything that the demo writes
 * @param discard whether the folder is removed at the end
 * @param fast whether time is compressed
 */
record DemoSettings(Path home, Path app, Path data, boolean discard, boolean fast, Ports ports) {

    /** The ports that the demo would like; each gives way to a free one when it is taken. */
    record Ports(int kafka, int registry, int console) {}

    /** How large the simulated world is and how fast it goes by. */
    Scale scale() {
        return fast ? Scale.FAST : Scale.CALM;
    }

    /** Longest time that one step may take. */
    Duration patience() {
        return Duration.ofMinutes(fast ? 3 : 10);
    }
}
