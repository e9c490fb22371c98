package io.sluicegate.pipeline.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The settings of a service on its machine.
 *
 * @param instance name of this instance, stable across restarts
 * @param data folder for state stores
 * @param host address that HTTP listens on
 * @param port port that HTTP listens on; 0 picks a free one
 * @param threads stream threads
 * @param drain how long a stop may take
 * @param standbys copies of each state on other instances, if there are other instances
 * @param names host names, with a port where it is another, that people reach the console by; empty means this machine's
 */
public record ServiceSettings(
        String instance,
        Path data,
        String host,
        int port,
        int threads,
        Duration drain,
        int standbys,
        List<String> names) {
    /** The default number of standbys; a single instance has none regardless. */
    public static final int STANDBYS = 1;

    public ServiceSettings {
        names = List.copyOf(names);
    }

    /** Settings with the default number of standbys and the machine's names. */
    public ServiceSettings(String instance, Path data, String host, int port, int threads, Duration drain) {
        this(instance, data, host, port, threads, drain, STANDBYS, List.of());
    }

    /** These settings with another port of HTTP. */
    public ServiceSettings withPort(int other) {
        return new ServiceSettings(instance, data, host, other, threads, drain, standbys, names);
    }

    /** These settings for another place: instance, folder and address. */
    public ServiceSettings at(String otherInstance, Path otherData, String otherHost, int otherPort) {
        return new ServiceSettings(otherInstance, otherData, otherHost, otherPort, threads, drain, standbys, names);
    }
}
