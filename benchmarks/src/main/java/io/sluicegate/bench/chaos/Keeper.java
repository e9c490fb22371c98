package io.sluicegate.bench.chaos;

import io.sluicegate.sandbox.StageProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restarts services that end by themselves, and watches for stalled partitions: when a partition has given no answer for half a minute,
 * the stacks of all services are dumped.
 */
final class Keeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final Duration STALL = Duration.ofSeconds(30);
    private static final Duration DUMP = Duration.ofSeconds(10);
    private static final long LOOK_MS = 500;

    private final Services services;
    private final LogWatch watch;
    private final Path folder;
    private final List<String> stalls = new ArrayList<>();
    private final Thread thread = new Thread(this::go, "keeper");
    private volatile boolean closed;
    private long silentUntil;
    private Duration longest = Duration.ZERO;

    Keeper(Services services, LogWatch watch, Path folder) {
        this.services = services;
        this.watch = watch;
        this.folder = folder;
        thread.setDaemon(true);
        thread.start();
    }

    private void go() {
        try {
            while (!closed) {
                services.supervise();
                look();
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            }
        } catch (IOException e) {
            LOG.atError().setCause(e).log("supervision of the services failed; no service is restarted from now on");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws IOException, InterruptedException {
        var still = watch.still();
        for (var partition = 0; partition < still.size(); partition++) {
            var time = still.get(partition);
            note(time);
            if (time.compareTo(STALL) > 0 && System.nanoTime() > silentUntil) {
                silentUntil = System.nanoTime() + STALL.toNanos();
                stall("partition %d had no answer for %d s".formatted(partition, time.toSeconds()));
            }
        }
    }

    private synchronized void note(Duration still) {
        longest = still.compareTo(longest) > 0 ? still : longest;
    }

    /** The longest time that a partition with open events has given no answer. */
    synchronized Duration longest() {
        return longest;
    }

    /** Records a stall and dumps all stacks. */
    void stall(String what) throws IOException, InterruptedException {
        var number = addStall(what);
        for (var process : services.all()) {
            dump(process, Files.createDirectories(folder).resolve("stall-" + number + "-" + process.name() + ".txt"));
        }
    }

    private synchronized int addStall(String what) {
        stalls.add(what);
        return stalls.size();
    }

    private static void dump(StageProcess process, Path file) throws IOException, InterruptedException {
        if (!process.isAlive()) {
            return;
        }
        var jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "Thread.print")
                .redirectErrorStream(true)
                .redirectOutput(file.toFile())
                .start();
        if (!jcmd.waitFor(DUMP.toMillis(), TimeUnit.MILLISECONDS)) {
            jcmd.destroyForcibly();
        }
    }

    /** The stalls so far. */
    synchronized List<String> stalls() {
        return List.copyOf(stalls);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
