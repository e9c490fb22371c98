package io.sluicegate.sandbox;

import io.sluicegate.registry.Leash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stages in a JVM of their own, started by {@code sluicegate run} with this process's class path: what users run, to be killed,
 * frozen and looked into. It never outlives this JVM: see {@link Leash}.
 */
public final class StageProcess implements AutoCloseable {
    private static final String MAIN = "io.sluicegate.launcher.SluicegateMain";
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final long LOOK_MS = 5;

    private final String name;
    private final Process leash;
    private final Path log;
    private @Nullable ProcessHandle jvm;

    private StageProcess(String name, Process leash, Path log) {
        this.name = name;
        this.leash = leash;
        this.log = log;
    }

    /**
     * What to run.
     *
     * @param name what the process is called here; the name of its log, too
     * @param stages stages to run in it
     * @param pipeline the pipeline's file
     * @param environment further variables, over those of this process
     * @param options further options of its JVM
     * @param folder where its log is kept, continued from start to start
     */
    public record Command(
            String name,
            List<String> stages,
            Path pipeline,
            Map<String, String> environment,
            List<String> options,
            Path folder) {

        public Command {
            stages = List.copyOf(stages);
            environment = Map.copyOf(environment);
            options = List.copyOf(options);
        }

        private List<String> line() {
            var line = new ArrayList<String>();
            line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            line.add("--enable-native-access=ALL-UNNAMED");
            line.add("-XX:+ExitOnOutOfMemoryError");
            if (Runtime.version().feature() >= 24) {
                line.add("--sun-misc-unsafe-memory-access=allow");
            }
            line.addAll(options);
            line.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, "run"));
            line.addAll(stages);
            line.addAll(List.of("--pipeline", pipeline.toString()));
            return line;
        }
    }

    /** Starts it and returns at once. */
    public static StageProcess start(Command command) throws IOException {
        var log = Files.createDirectories(command.folder()).resolve(command.name() + ".log");
        var builder = new ProcessBuilder(Leash.around(command.line()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(command.environment());
        return new StageProcess(command.name(), builder.start(), log);
    }

    public String name() {
        return name;
    }

    /** What it prints, this time and before. */
    public Path log() {
        return log;
    }

    public boolean isAlive() {
        return leash.isAlive();
    }

    /** Process id of its JVM. */
    public synchronized long pid() {
        if (jvm == null) {
            jvm = await();
        }
        return jvm.pid();
    }

    /** The leash is a shell; its JVM is there a moment later. */
    private ProcessHandle await() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var found = child();
        while (found.isEmpty() && leash.isAlive() && System.nanoTime() < deadline) {
            pause();
            found = child();
        }
        return found.orElseThrow(() -> new IllegalStateException(name + " has no JVM; see " + log));
    }

    private Optional<ProcessHandle> child() {
        return leash.children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process starts", e);
        }
    }

    /** Sends a signal to its JVM: KILL, TERM, STOP, CONT. */
    public void signal(String signal) {
        try {
            var code = new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code != 0 && leash.isAlive()) {
                throw new IllegalStateException("signal " + signal + " did not reach " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("kill can't be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its exit code, once it has ended; empty if it hasn't in time. */
    public OptionalInt awaitExit(Duration patience) throws InterruptedException {
        return leash.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                ? OptionalInt.of(leash.exitValue())
                : OptionalInt.empty();
    }

    /** Asks it to stop, and waits until it has; kills it if it doesn't. */
    @Override
    public void close() {
        if (!leash.isAlive()) {
            return;
        }
        try {
            signal("CONT");
            signal("TERM");
            if (awaitExit(PATIENCE).isEmpty()) {
                signal("KILL");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Leash.release(leash);
        }
    }
}
