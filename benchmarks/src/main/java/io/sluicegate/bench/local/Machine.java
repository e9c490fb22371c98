package io.sluicegate.bench.local;

import com.sun.management.OperatingSystemMXBean;
import io.sluicegate.runtime.http.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * The machine behind the figures.
 *
 * @param load load average over the last minute; negative where the system has none
 */
public record Machine(
        String processor, int cores, long memoryMiB, String system, String java, String kafka, double load) {
    private static final String MODEL = "model name";
    private static final int MIB = 1 << 20;

    /** This one, now. */
    public static Machine here() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                model(),
                system.getAvailableProcessors(),
                system.getTotalMemorySize() / MIB,
                system.getName() + " " + system.getVersion() + " " + system.getArch(),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                kafkaVersion(),
                system.getSystemLoadAverage());
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

    /** Version of the clients, as their jar tells it. */
    private static String kafkaVersion() {
        var version = new Properties();
        try (var in = KafkaProducer.class.getResourceAsStream("/kafka/kafka-version.properties")) {
            if (in != null) {
                version.load(in);
            }
        } catch (IOException e) {
            return "unknown";
        }
        return version.getProperty("version", "unknown");
    }

    public Map<String, Object> json() {
        return Json.object(
                "processor", processor,
                "cores", cores,
                "memoryMiB", memoryMiB,
                "system", system,
                "java", java,
                "kafka", kafka,
                "load", load);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %d MiB of memory; %s; %s; Kafka %s; load average %.2f",
                processor,
                cores,
                memoryMiB,
                java,
                system,
                kafka,
                load);
    }
}
