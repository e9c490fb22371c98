package io.sluicegate.launcher.platform;

import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.sandbox.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** The options of all commands that run a local platform. */
public final class PlatformOptions {
    private static final long LOOK_MS = 100;

    @Option(
            names = "--ports",
            defaultValue = "9092,8081,8080",
            paramLabel = "KAFKA,REGISTRY,CONSOLE",
            converter = PortsChoice.Converter.class,
            description =
                    "Ports to listen on, or 'free' for the usual ones, each replaced by a free one if it is in use"
                            + " (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private PortsChoice ports;

    @Option(
            names = "--print-env",
            description =
                    "Print the addresses of the platform that runs on the folder, once it is ready, for a shell's eval.")
    private boolean printEnvironment;

    /**
     * Runs a platform until a signal, or prints the addresses of the one that runs.
     *
     * @param data the folder of all data
     * @param command the command that starts this platform
     */
    public int run(Path data, String command, Tenant tenant) throws Exception {
        var settings = new PlatformSettings(data.toAbsolutePath().normalize(), ports, command);
        return printEnvironment ? print(settings) : new PlatformRun(settings, tenant).run();
    }

    /** Waits for a platform that is starting. */
    private static int print(PlatformSettings settings) throws IOException, InterruptedException {
        while (DataFolder.isTaken(settings.data())) {
            if (Files.exists(settings.environment())) {
                System.out.print(Files.readString(settings.environment()));
                return 0;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        throw new CommandFailed(Message.NO_PLATFORM, settings.data(), settings.command());
    }
}
