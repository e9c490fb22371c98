package io.sluicegate.launcher.demo;

import io.sluicegate.fraud.Scale;
import io.sluicegate.launcher.platform.LocalPorts;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of one demo.
 *
 * @param data folder for everything that the demo writes
 * @param discard whether the folder is removed at the end
 * @param fast whether time is compressed
 * @param ports the preferred ports; a port in use is replaced by a free one
 */
record DemoSettings(Path data, boolean discard, boolean fast, LocalPorts ports) {

    /** The size and the speed of the simulated world. */
    Scale scale() {
        return fast ? Scale.FAST : Scale.CALM;
    }

    /** Longest time that one step may take: simulated time may stand still for a while. */
    Duration patience() {
        return Duration.ofMinutes(10);
    }
}
