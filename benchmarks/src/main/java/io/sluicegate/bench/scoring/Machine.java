package io.sluicegate.bench.scoring;

import com.sun.management.OperatingSystemMXBean;
import io.sluicegate.platform.http.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;

/** What was measured on. */
record Machine(String cpu, int cores, long memoryMiB, String jdk, String kernel, String kafka) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final int MIB = 1 << 20;

    static Machine here() throws IOException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                model(),
                system.getAvailableProcessors(),
                system.getTotalMemorySize() / MIB,
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                system.getName() + " " + system.getVersion() + " " + system.getArch(),
                AppInfoParser.getVersion());
    }

    private static String model() throws IOException {
        if (!Files.exists(CPU_INFO)) {
            return "unknown";
        }
        try (var lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    /** The system's load average over a minute; below 0 where there is none. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    Map<String, Object> toMap() {
        return Json.object(
                "cpu", cpu, "cores", cores, "memoryMiB", memoryMiB, "jdk", jdk, "kernel", kernel, "kafka", kafka);
    }
}
