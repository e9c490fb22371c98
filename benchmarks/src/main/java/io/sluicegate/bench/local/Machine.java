package io.sluicegate.bench.local;

import io.sluicegate.platform.http.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where the figures come from.
 *
 * @param load load average over the last minute; negative where the system has none
 */
public record Machine(String processor, int cores, String system, String java, double load) {
    private static final String MODEL = "model name";

    /** This one, now. */
    public static Machine here() {
        return new Machine(
                model(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String model() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith(MODEL))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    public Map<String, Object> json() {
        return Json.object("processor", processor, "cores", cores, "system", system, "java", java, "load", load);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s, %d cores, %s, Java %s, load average %.2f", processor, cores, system, java, load);
    }
}
