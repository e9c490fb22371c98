package io.sluicegate.runtime.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A check for partitions without a leader: their brokers are away while other brokers answer, and Kafka Streams itself stays
 * RUNNING. A partition counts only if two checks in a row find no leader, because Kafka elects a new leader within moments if it
 * can.
 */
final class Leaders {
    private static final Logger LOG = LoggerFactory.getLogger(Leaders.class);

    private final Question question;
    private final Set<String> watched = ConcurrentHashMap.newKeySet();
    private volatile Set<TopicPartition> lacking = Set.of();
    private Set<TopicPartition> seen = Set.of();

    /** A request to Kafka. */
    @FunctionalInterface
    interface Question {
        /** Those partitions of the topics that have no leader. */
        Set<TopicPartition> ask(Set<String> topics) throws Exception;
    }

    Leaders(Question question) {
        this.question = question;
    }

    static Leaders of(Admin admin, int patienceMs) {
        return new Leaders(topics -> Partitions.led(admin, topics, patienceMs).entrySet().stream()
                .filter(partition -> !partition.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
    }

    /** Names the partitions of the topics that have no leader. The first call with a topic adds it to the watched topics. */
    Optional<String> trouble(Set<String> topics) {
        watched.addAll(topics);
        var ours = lacking.stream()
                .filter(partition -> topics.contains(partition.topic()))
                .collect(Collectors.toSet());
        return ours.isEmpty()
                ? Optional.empty()
                : Optional.of("no broker leads " + shown(ours) + "; start the brokers that have a copy");
    }

    /** Checks once; a failed request leaves the last result. */
    void look() {
        try {
            var now = watched.isEmpty() ? Set.<TopicPartition>of() : question.ask(Set.copyOf(watched));
            var twice = now.stream().filter(seen::contains).collect(Collectors.toSet());
            seen = now;
            say(twice);
            lacking = twice;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.atDebug().setCause(e).log("could not look up partition leaders");
        }
    }

    private void say(Set<TopicPartition> now) {
        if (!now.equals(lacking)) {
            if (now.isEmpty()) {
                LOG.atInfo().log("all partitions have a leader again");
            } else {
                LOG.atWarn().addKeyValue("partitions", shown(now)).log("partitions have no leader");
            }
        }
    }

    private static String shown(Set<TopicPartition> partitions) {
        return partitions.stream().map(Partitions::shown).sorted().collect(Collectors.joining(", "));
    }
}
