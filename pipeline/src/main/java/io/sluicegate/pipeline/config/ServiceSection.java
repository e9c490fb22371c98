package io.sluicegate.pipeline.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code service}. */
final class ServiceSection {
    private static final ConfigType<String> INSTANCE = ConfigType.text(
            Pattern.compile("[A-Za-z0-9._-]{1,100}"), "a name of letters, digits, '.', '_' and '-'", "scorer-1");
    private static final ConfigType<String> NAME = ConfigType.text(
            Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,255}"),
            "a host name, with a port where it is another than the service's",
            "console.example.com");
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_THREADS = 256;
    private static final int MOST_STANDBYS = 10;

    private static final Setting<String> OWN_NAME = Setting.of(
                    "instance",
                    INSTANCE,
                    "name of this instance; keep it over restarts, and give each instance of a stage its own")
            .otherwiseAs("`HOSTNAME`, else the machine's name");
    private static final Setting<Path> DATA =
            Setting.of("data", ConfigType.path(), "folder of the state").otherwise(Path.of("data"));
    private static final Setting<String> HOST = Setting.of("host", ConfigType.text(), "address that HTTP listens on")
            .otherwise("0.0.0.0");
    private static final Setting<Long> PORT = Setting.of(
                    "port", ConfigType.integer(0, HIGHEST_PORT), "port that HTTP listens on; 0 picks a free one")
            .otherwise(8080L);
    private static final Setting<Long> THREADS = Setting.of(
                    "threads",
                    ConfigType.integer(1, MOST_THREADS),
                    "stream threads of each stage that this process runs")
            .otherwise(1L)
            .in("threads");
    private static final Setting<Duration> DRAIN = Setting.of(
                    "drain", ConfigType.duration(), "how long the service may take to stop")
            .otherwise(Duration.ofSeconds(30));
    private static final Setting<Long> STANDBYS = Setting.of(
                    "standbys",
                    ConfigType.integer(0, MOST_STANDBYS),
                    "how many other instances keep a copy of each state: see [durability](operations.md#durability)")
            .otherwise((long) ServiceSettings.STANDBYS)
            .in("copies");
    private static final Setting<String> NAMES = Setting.of(
                    "names", NAME, "host names under which people open the console: see [HTTP](operations.md#http)")
            .otherwiseAs("this machine's own")
            .listed();

    static final Section SECTION = Section.of(
            "service",
            "How a service runs on its machine.",
            OWN_NAME,
            DATA,
            HOST,
            PORT,
            THREADS,
            DRAIN,
            STANDBYS,
            NAMES);

    private ServiceSection() {}

    static ServiceSettings read(ConfigNode node, Map<String, String> environment) {
        long port = node.get(PORT);
        long threads = node.get(THREADS);
        long standbys = node.get(STANDBYS);
        return new ServiceSettings(
                node.find(OWN_NAME).orElseGet(() -> host(environment)),
                node.get(DATA),
                node.get(HOST),
                (int) port,
                (int) threads,
                node.get(DRAIN),
                (int) standbys,
                node.list(NAMES));
    }

    /** The machine's name: stable across restarts in a stateful set and on a plain machine. */
    private static String host(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("HOSTNAME")).orElseGet(() -> {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "localhost";
            }
        });
    }
}
