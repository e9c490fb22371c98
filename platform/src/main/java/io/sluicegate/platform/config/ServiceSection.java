package io.sluicegate.platform.config;

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
    private static final long PORT = 8080;
    private static final int MOST_STANDBYS = 10;

    private ServiceSection() {}

    static ServiceSettings read(ConfigNode node, Map<String, String> environment) {
        long port = node.at("port").get(ConfigType.integer(0, HIGHEST_PORT), PORT);
        long threads = node.at("threads").get(ConfigType.integer(1, 256), 1L);
        long standbys = node.at("standbys").get(ConfigType.integer(0, MOST_STANDBYS), (long) ServiceSettings.STANDBYS);
        return new ServiceSettings(
                node.at("instance").find(INSTANCE).orElseGet(() -> host(environment)),
                node.at("data").get(ConfigType.path(), Path.of("data")),
                node.at("host").get(ConfigType.text(), "0.0.0.0"),
                (int) port,
                (int) threads,
                node.at("drain").get(ConfigType.duration(), Duration.ofSeconds(30)),
                (int) standbys,
                node.at("names").elements().stream().map(name -> name.get(NAME)).toList());
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
