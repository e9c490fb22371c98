package io.sluicegate.launcher.doctor;

import com.sun.management.OperatingSystemMXBean;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.ModelSettings.Isolation;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.runtime.kafka.BoundedRocksDb;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Adds up what a process with all stages may take by its settings, and compares the sum with the memory of the machine or its container.
 * Models' weights come on top: only who knows the models knows them.
 */
record MemoryCheck(PipelineConfig config) implements Check {
    private static final long MIB = 1L << 20;
    /** Code, threads and buffers of the JVM and of ONNX Runtime without a model. */
    private static final long BASE = 300 * MIB;
    /** How many times the size of a request's body its tensors may take. */
    private static final long OF_A_BODY = 15;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Finding> findings() {
        var machine = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        return findings(bounds(config, Runtime.getRuntime().maxMemory()), probe(), machine);
    }

    private long probe() {
        var loading = config.model().loading();
        return loading.isolation() == Isolation.NONE ? 0 : loading.memory();
    }

    /** @param heap the largest heap, in bytes */
    static Map<String, Long> bounds(PipelineConfig config, long heap) {
        var bounds = new LinkedHashMap<String, Long>();
        bounds.put("heap", heap);
        bounds.put("JVM", BASE);
        bounds.put("RocksDB", BoundedRocksDb.CACHE_BYTES);
        bounds.put("batches", batches(config));
        if (config.endpoint().enabled()) {
            bounds.put(
                    "endpoint",
                    (long) config.endpoint().maxBody() * config.endpoint().concurrency() * OF_A_BODY);
        }
        return bounds;
    }

    /** Input buffers of the loaded versions, say four, one for each stream thread; vectors with all their elements. */
    private static long batches(PipelineConfig config) {
        var versions = 4L;
        var values = config.features().features().stream()
                .mapToLong(it -> it.vector().map(MemoryCheck::elements).orElse(1L))
                .sum();
        var rows = (long) config.model().execution().largestBatch(config.model().batch());
        return versions * config.service().threads() * rows * values * Float.BYTES;
    }

    private static long elements(VectorForm form) {
        return form.shape().stream().mapToLong(Integer::longValue).reduce(1, (product, axis) -> product * axis);
    }

    static List<Finding> findings(Map<String, Long> bounds, long probe, long machine) {
        var sum = bounds.values().stream().mapToLong(Long::longValue).sum();
        var parts = bounds.entrySet().stream()
                .map(it -> it.getKey() + " " + Math.max(1, it.getValue() / MIB))
                .collect(Collectors.joining(", "));
        var what = "a process with all stages may take " + sum / MIB + " MiB and its models' weights (" + parts
                + "), of " + machine / MIB + " MiB";
        var found = new ArrayList<Finding>();
        found.add(
                sum > machine
                        ? Finding.warning(
                                "this machine",
                                what,
                                "set a smaller heap (-Xmx in SLUICEGATE_JAVA_OPTIONS), lower endpoint.concurrency or "
                                        + "endpoint.max-body, or give the container more memory")
                        : Finding.ok("this machine", what));
        if (probe > machine) {
            found.add(Finding.warning(
                    "model.load-memory",
                    "a probe may take " + probe / MIB
                            + " MiB, more than the machine has; the system may end another process",
                    "set model.load-memory to what the largest model needs"));
        }
        return found;
    }
}
