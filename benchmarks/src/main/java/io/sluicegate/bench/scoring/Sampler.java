package io.sluicegate.bench.scoring;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluicegate.pipeline.catalogue.Metric;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Writes a sample each tenth of a second. */
public final class Sampler {
    private static final long EACH_MS = 100;

    private final MeterRegistry meters;
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Also of threads that have ended, so that the sum never falls. */
    private final Map<Long, Long> allocatedByThread = new HashMap<>();

    public Sampler(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Goes on until its thread is interrupted. */
    public void writeTo(Path file) throws IOException, InterruptedException {
        try (var out = Files.newBufferedWriter(file)) {
            while (!Thread.currentThread().isInterrupted()) {
                out.write(sample().line());
                out.flush();
                Thread.sleep(EACH_MS);
            }
        }
    }

    private Sample sample() throws IOException {
        return new Sample(
                System.currentTimeMillis(),
                system.getProcessCpuTime(),
                allocated(),
                batches(summary -> summary.count()),
                batches(DistributionSummary::totalAmount),
                rssKib());
    }

    double allocated() {
        var ids = threads.getAllThreadIds();
        var bytes = threads.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            if (bytes[i] > 0) { // -1 for a thread that has ended since
                allocatedByThread.put(ids[i], bytes[i]);
            }
        }
        return allocatedByThread.values().stream()
                .mapToDouble(Long::doubleValue)
                .sum();
    }

    private double batches(ToDoubleFunction<DistributionSummary> figure) {
        return meters.find(Metric.SCORER_BATCH.id()).summaries().stream()
                .mapToDouble(figure)
                .sum();
    }

    private static double rssKib() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        }
    }
}
