package io.sluicegate.launcher.demo;

import io.sluicegate.fraud.Scale;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of one demo.
 *
 * @param data folder for everything that the demo writes
 * @param discard whether the folder is removed at the end
 * @param fast whether time is compressed
 */
record DemoSettings(Path home, Path app, Path data, boolean discard, boolean fast, Ports ports) {

    /** The preferred ports of the demo; a port in use is replaced by a free one. */
    record Ports(int kafka, int registry, int console) {}

    /** The size and the speed of the simulated world. */
    Scale scale() {
        return fast ? Scale.FAST : Scale.CALM;
    }

    /** Longest time that one step may take. */
    Duration patience() {
        return Duration.ofMinutes(fast ? 3 : 10);
    }
}
