package io.sluicegate.launcher.platform;

import java.nio.file.Path;

/**
 * The settings of one local platform.
 *
 * @param data folder for everything that it writes, absolute
 * @param command the command that starts it
 */
record PlatformSettings(Path data, PortsChoice ports, String command) {
    /** The kind of owner that the folder has. */
    static final String OWNER = "local platform";

    /** The instance name of all stages, which no {@code run} beside has. */
    static final String INSTANCE = "up";

    Path log() {
        return data.resolve("up.log");
    }

    /** The file with the addresses, which is there from when the platform is ready to its end. */
    Path environment() {
        return data.resolve("env.sh");
    }
}
