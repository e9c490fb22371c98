package io.sluicegate.bench.scoring;

import io.sluicegate.registry.Leash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A main class of the bench in a JVM of its own, on this one's class path; it never outlives this JVM. */
final class ChildJvm implements AutoCloseable {
    private static final long PATIENCE_S = 20;

    private final Process process;
    private final Path log;

    private ChildJvm(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it and returns at once.
     *
     * @param options further options of its JVM
     * @param log where what it prints is kept
     */
    static ChildJvm start(Class<?> main, List<String> arguments, List<String> options, Path log) throws IOException {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError"));
        if (Runtime.version().feature() >= 24) {
            line.add("--sun-misc-unsafe-memory-access=allow");
        }
        line.addAll(options);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        line.addAll(arguments);
        var builder =
                new ProcessBuilder(Leash.around(line)).redirectErrorStream(true).redirectOutput(log.toFile());
        return new ChildJvm(builder.start(), log);
    }

    /** @throws IllegalStateException if it has ended */
    void check() {
        if (!process.isAlive()) {
            throw new IllegalStateException("a process of the bench has ended by itself; see " + log);
        }
    }

    @Override
    public void close() {
        Leash.release(process);
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
