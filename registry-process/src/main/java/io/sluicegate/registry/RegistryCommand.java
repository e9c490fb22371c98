package io.sluicegate.registry;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command that starts Apicurio: one runner jar, configured by environment variables. */
final class RegistryCommand {

    private static final String RUNNER = "apicurio-registry-app-*-runner.jar";

    private RegistryCommand() {}

    static ProcessBuilder of(Path home, Path data, int port, Path log) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = List.of(
                java.toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                runner(home).toString());
        var builder = new ProcessBuilder(Leash.around(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("REGISTRY_DATASOURCE_URL", database(data));
        return builder;
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
