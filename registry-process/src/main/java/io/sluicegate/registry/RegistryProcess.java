package io.sluicegate.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An Apicurio registry beside this JVM, speaking Confluent's protocol on the loopback address. Its schemas are kept in a folder and
 * survive a kill. The process never outlives this JVM: see {@link Leash}.
 */
public final class RegistryProcess implements AutoCloseable {

    /** System property that names the folder of the unpacked registry. */
    public static final String HOME_PROPERTY = "sluicegate.registry.home";

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final Process process;
    private final int port;

    private RegistryProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a registry on a free port, from the folder that {@value #HOME_PROPERTY} names, and waits until it answers. */
    public static RegistryProcess start(Path data) throws IOException, InterruptedException {
        return start(home(), data, Ports.free());
    }

    /**
     * Starts a registry and waits until it answers.
     *
     * @param home folder of the unpacked registry
     * @param data folder of its database and log; created if missing
     */
    public static RegistryProcess start(Path home, Path data, int port) throws IOException, InterruptedException {
        return start(home, data, port, archive(home).use());
    }

    private static RegistryProcess start(Path home, Path data, int port, List<String> options)
            throws IOException, InterruptedException {
        Files.createDirectories(data);
        RegistryCommand.awaitUnused(data);
        Path log = data.resolve("registry.log");
        var registry = new RegistryProcess(
                RegistryCommand.of(home, data, port, log, options).start(), port);
        try {
            RegistryProbe.await(registry.url(), registry.process, log, START_LIMIT);
        } catch (IOException | InterruptedException | RuntimeException e) {
            registry.close();
            throw e;
        }
        return registry;
    }

    /**
     * Makes the class archive of an unpacked registry, which every later start from its folder uses: starts a registry, and ends it.
     *
     * @param home folder of the unpacked registry
     * @param data an empty folder
     */
    public static void archive(Path home, Path data) throws IOException, InterruptedException {
        var archive = archive(home);
        try (var registry = start(home, data, Ports.free(), archive.make())) {
            archive.finish(registry.process);
        }
    }

    private static ClassArchive archive(Path home) {
        return new ClassArchive(home.toAbsolutePath().resolve("registry.jsa"));
    }

    /** The value of {@code schema.registry.url} for clients. */
    public String url() {
        return url(port);
    }

    /** The URL of a registry on the port. */
    public static String url(int port) {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    /** Whether the registry still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Kills the registry at once, as a power cut would, and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
    }

    /** Stops the registry and waits until it is gone. */
    @Override
    public void close() {
        Leash.release(process);
        try {
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Path home() {
        String home = System.getProperty(HOME_PROPERTY);
        if (home == null) {
            throw new IllegalStateException(
                    "No schema registry to start: set -D" + HOME_PROPERTY + " to the folder of an unpacked Apicurio");
        }
        return Path.of(home);
    }
}
