package io.sluicegate.sandbox;

import io.sluicegate.registry.Leash;
import io.sluicegate.runtime.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A second JVM, with this process's class path unless another one is given, which can be killed, frozen and inspected. It never outlives this JVM: see {@link Leash}.
 */
public final class JvmProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final long LOOK_MS = 5;

    private final String name;
    private final Process leash;
    private final Path log;
    private @Nullable ProcessHandle jvm;

    private JvmProcess(String name, Process leash, Path log) {
        this.name = name;
        this.leash = leash;
        this.log = log;
    }

    /**
     * Starts the process and returns at once.
     *
     * @param options options of its JVM
     * @param main main class and arguments
     * @param environment further variables, over those of this process
     * @param folder the folder of its log, which later starts continue
     */
    public static JvmProcess start(
            String name, List<String> options, List<String> main, Map<String, String> environment, Path folder)
            throws IOException {
        return start(name, JavaCommand.line(withExit(options), main), environment, folder);
    }

    /**
     * Starts a process with another class path, and returns at once.
     *
     * @param options options of its JVM
     * @param main main class and arguments
     * @param folder the folder of its log, which later starts continue
     */
    public static JvmProcess startOf(
            String classPath, String name, List<String> options, List<String> main, Path folder) throws IOException {
        return start(name, JavaCommand.lineOf(classPath, withExit(options), main), Map.of(), folder);
    }

    private static JvmProcess start(String name, List<String> line, Map<String, String> environment, Path folder)
            throws IOException {
        var log = Files.createDirectories(folder).resolve(name + ".log");
        var builder = new ProcessBuilder(Leash.around(line))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new JvmProcess(name, builder.start(), log);
    }

    private static List<String> withExit(List<String> options) {
        return Stream.concat(Stream.of("-XX:+ExitOnOutOfMemoryError"), options.stream())
                .toList();
    }

    public String name() {
        return name;
    }

    /** The file with the output of this start and earlier ones. */
    public Path log() {
        return log;
    }

    public boolean isAlive() {
        return leash.isAlive();
    }

    /** Process id of its JVM. */
    public long pid() {
        return jvm().pid();
    }

    private synchronized ProcessHandle jvm() {
        if (jvm == null) {
            jvm = await();
        }
        return jvm;
    }

    /** Waits for the JVM, which the leash (a shell) starts a moment later. */
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
            throw new IllegalStateException("interrupted while a process was starting", e);
        }
    }

    /** Sends a signal to its JVM, unless that has ended: KILL, TERM, STOP, CONT. */
    public void signal(String signal) {
        signal(signal, jvm(), name);
    }

    /** The leash of a JVM that was killed lives on for a moment, so it says nothing about the JVM. */
    static void signal(String signal, ProcessHandle process, String name) {
        try {
            var code = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code != 0 && process.isAlive()) {
                throw new IllegalStateException("signal " + signal + " did not reach " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't run kill", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The exit code of the process; empty if it doesn't end in time. */
    public OptionalInt awaitExit(Duration patience) throws InterruptedException {
        return leash.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                ? OptionalInt.of(leash.exitValue())
                : OptionalInt.empty();
    }

    /** Asks the process to stop and waits; kills the process if it doesn't stop. */
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
