package io.sluicegate.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs command lines as a newcomer's shell would, in the checkout, and keeps what they print. */
final class Shell {
    private final Path checkout;
    private final Path logs;
    private final Map<String, String> environment;

    Shell(Path checkout, Path logs, Map<String, String> environment) {
        this.checkout = checkout;
        this.logs = logs;
        this.environment = environment;
    }

    /** A command that runs or has run. */
    record Running(String command, Process process, Path output) {
        String printed() {
            try {
                return Files.readString(output, UTF_8);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        int exitCode(long seconds) throws InterruptedException {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new AssertionError("still running after " + seconds + " s: " + command + "\n" + printed());
            }
            return process.exitValue();
        }

        /** What Ctrl-C sends. */
        void interrupt() throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    Running start(String command) throws IOException {
        var output = Files.createTempFile(logs, "command", ".log");
        var builder = new ProcessBuilder(List.of("bash", "-c", "exec " + command))
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .redirectInput(new java.io.File("/dev/null"))
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return new Running(command, builder.start(), output);
    }
}
