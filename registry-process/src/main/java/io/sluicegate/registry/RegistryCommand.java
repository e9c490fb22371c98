package io.sluicegate.registry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command that starts Apicurio: one runner jar, configured by environment variables. */
final class RegistryCommand {

    private static final String RUNNER = "apicurio-registry-app-*-runner.jar";
    private static final Duration END_LIMIT = Duration.ofSeconds(15);
    private static final long PAUSE_MS = 50;

    private RegistryCommand() {}

    /** @param options further options of its JVM */
    static ProcessBuilder of(Path home, Path data, int port, Path log, List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-jar", runner(home).toString()));
        var builder = new ProcessBuilder(Leash.around(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("REGISTRY_DATASOURCE_URL", database(data));
        return builder;
    }

    /**
     * Waits until no process uses the database: the registry of a parent that was killed a moment ago takes a few seconds to end.
     *
     * @throws IOException if a process keeps it
     */
    static void awaitUnused(Path data) throws IOException, InterruptedException {
        Path database = data.resolve("registry.mv.db");
        long deadline = System.nanoTime() + END_LIMIT.toNanos();
        while (Files.exists(database) && isUsed(database)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("Another schema registry uses " + data + "; stop it first");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
    }

    private static boolean isUsed(Path database) throws IOException {
        try (FileChannel channel = FileChannel.open(database, StandardOpenOption.WRITE)) {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    /** The database's URL. Without the zero delay, a kill loses a schema that was just registered. */
    private static String database(Path data) {
        return "jdbc:h2:file:" + data.toAbsolutePath().resolve("registry") + ";WRITE_DELAY=0";
    }

    private static Path runner(Path home) throws IOException {
        if (Files.isDirectory(home)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(home, RUNNER)) {
                for (Path jar : jars) {
                    return jar.toAbsolutePath();
                }
            }
        }
        throw new IOException("No schema registry in " + home.toAbsolutePath() + ": expected " + RUNNER
                + "; the build unpacks it, so build again");
    }
}
