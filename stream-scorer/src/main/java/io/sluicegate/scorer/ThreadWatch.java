package io.sluicegate.scorer;

import io.sluicegate.runtime.service.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A watch that reports stuck stream threads. A stream thread polls many times a second, even while idle or paused. A thread that
 * doesn't poll is held up by a commit, a transaction, the schema registry or the model, and Kafka Streams itself doesn't report it.
 */
final class ThreadWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadWatch.class);
    private static final String LAST_POLL = "last-poll-seconds-ago";
    private static final String CLIENT = "client-id";
    private static final String MAIN_CONSUMER = ".*-StreamThread-\\d+-consumer";

    private final Duration patience;
    private volatile List<String> stuck = List.of();

    /** @param patience a thread that hasn't polled for this long is stuck */
    ThreadWatch(Duration patience) {
        this.patience = patience;
    }

    /** Checks the application's metrics, and logs which threads got stuck or recovered since the last check. */
    void look(Map<MetricName, ? extends Metric> metrics) {
        var now = sinceLastPoll(metrics);
        now.values().removeIf(seconds -> seconds <= patience.toSeconds());
        now.forEach((thread, seconds) -> {
            if (!stuck.contains(thread)) {
                LOG.atWarn()
                        .addKeyValue("thread", thread)
                        .addKeyValue("seconds", seconds.longValue())
                        .log("stream thread is stuck");
            }
        });
        stuck.stream()
                .filter(thread -> !now.containsKey(thread))
                .forEach(thread -> LOG.atInfo().addKeyValue("thread", thread).log("stream thread is no longer stuck"));
        stuck = List.copyOf(now.keySet());
    }

    /** Seconds since the last poll, by consumer; -1 before the first poll. */
    private static Map<String, Double> sinceLastPoll(Map<MetricName, ? extends Metric> metrics) {
        var seconds = new TreeMap<String, Double>();
        metrics.forEach((name, metric) -> {
            var client = name.tags().getOrDefault(CLIENT, "");
            if (name.name().equals(LAST_POLL)
                    && client.matches(MAIN_CONSUMER)
                    && metric.metricValue() instanceof Number value) {
                seconds.put(client, value.doubleValue());
            }
        });
        return seconds;
    }

    Readiness readiness() {
        var threads = stuck;
        return threads.isEmpty()
                ? Readiness.ready()
                : Readiness.notReady("stream threads are stuck (" + String.join(", ", threads)
                        + "): a commit, the registry or the model holds them up; see the log of Kafka's clients");
    }
}
