package io.sluicegate.peers;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes a sample of this process each tenth of a second, in the form that the benchmark's own subjects write: time, processor time,
 * bytes allocated, calls of the model, rows in them, resident memory.
 */
public final class Sampler {
    private static final LongAdder CALLS = new LongAdder();
    private static final LongAdder ROWS = new LongAdder();
    private static final long EACH_MS = 100;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Also of threads that have ended, so that the sum never falls. */
    private final Map<Long, Long> allocatedByThread = new HashMap<>();

    private Sampler() {}

    static void count(int rows) {
        CALLS.increment();
        ROWS.add(rows);
    }

    /** Starts to write, on a thread that doesn't keep the JVM alive. */
    public static void start(Path file) {
        var thread = new Thread(() -> new Sampler().writeTo(file), "sampler");
        thread.setDaemon(true);
        thread.start();
    }

    private void writeTo(Path file) {
        try (var out = Files.newBufferedWriter(file)) {
            while (!Thread.currentThread().isInterrupted()) {
                out.write(line());
                out.flush();
                Thread.sleep(EACH_MS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no samples can be written to " + file, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String line() throws IOException {
        return String.format(
                Locale.ROOT,
                "%d %d %d %d %d %d%n",
                System.currentTimeMillis(),
                system.getProcessCpuTime(),
                allocated(),
                CALLS.sum(),
                ROWS.sum(),
                rssKib());
    }

    private long allocated() {
        var ids = threads.getAllThreadIds();
        var bytes = threads.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            if (bytes[i] > 0) { // -1 for a thread that has ended since
                allocatedByThread.put(ids[i], bytes[i]);
            }
        }
        return allocatedByThread.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long rssKib() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        }
    }
}
