package io.sluicegate.runtime.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A check for partitions that an open transaction holds. Consumers of committed records get nothing from the transaction's first
 * record on, without any error, and Kafka Streams itself stays RUNNING. A broker that has lost the end of a transaction leaves the
 * transaction open for ever. Sluicegate's own transactions last seconds at most, so only transactions that are open for longer than
 * the patience count.
 */
final class OpenTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(OpenTransactions.class);
    private static final int LOOKS = 6;

    private final Question question;
    private final Duration patience;
    private final LongSupplier nanos;
    private final Set<String> watched = ConcurrentHashMap.newKeySet();
    private volatile Map<TopicPartition, Long> held = Map.of();
    private Map<TopicPartition, Open> open = Map.of();

    /** A request to Kafka. */
    @FunctionalInterface
    interface Question {
        /** The ends of each partition of the topics that exist; an end is empty if its look-up fails. */
        Map<TopicPartition, Optional<Ends>> ask(Set<String> topics) throws Exception;
    }

    /**
     * The first open transaction of a partition: its first offset, and when it was first and last seen. No other transaction ever
     * begins at that offset.
     */
    private record Open(long offset, long first, long last) {
        boolean lasts(Duration patience) {
            return last - first > patience.toNanos();
        }
    }

    /**
     * A check that watches no topic yet.
     *
     * @param patience how long a transaction may be open
     * @param nanos a clock such as {@link System#nanoTime}
     */
    OpenTransactions(Question question, Duration patience, LongSupplier nanos) {
        this.question = question;
        this.patience = patience;
        this.nanos = nanos;
    }

    static OpenTransactions of(Admin admin, int timeoutMs, Duration patience) {
        return new OpenTransactions(topics -> Ends.of(admin, topics, timeoutMs), patience, System::nanoTime);
    }

    /** How often to check. */
    Duration every() {
        return patience.dividedBy(LOOKS);
    }

    /** Names the held partitions of the topics. The first call with a topic adds it to the watched topics. */
    Optional<String> trouble(Set<String> topics) {
        watched.addAll(topics);
        var ours = held.entrySet().stream()
                .filter(partition -> topics.contains(partition.getKey().topic()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return ours.isEmpty()
                ? Optional.empty()
                : Optional.of("an open transaction holds " + shown(ours)
                        + ": consumers get nothing behind it; see the operator's guide on hanging transactions");
    }

    /** Checks once; a failed request leaves the last result. */
    void look() {
        try {
            var ends = watched.isEmpty() ? Map.<TopicPartition, Optional<Ends>>of() : question.ask(Set.copyOf(watched));
            open = open(ends, nanos.getAsLong());
            var now = open.entrySet().stream()
                    .filter(partition -> partition.getValue().lasts(patience))
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, partition -> partition.getValue().offset()));
            say(now);
            held = now;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.atDebug().setCause(e).log("could not look up open transactions");
        }
    }

    private Map<TopicPartition, Open> open(Map<TopicPartition, Optional<Ends>> ends, long now) {
        var all = new HashMap<TopicPartition, Open>();
        ends.forEach((partition, known) -> {
            var before = Optional.ofNullable(open.get(partition));
            known.map(it -> open(before, it, now)).orElse(before).ifPresent(it -> all.put(partition, it));
        });
        return all;
    }

    private static Optional<Open> open(Optional<Open> before, Ends ends, long now) {
        var offset = ends.decided();
        if (offset >= ends.written()) {
            return Optional.empty();
        }
        var first = before.filter(it -> it.offset() == offset).map(Open::first).orElse(now);
        return Optional.of(new Open(offset, first, now));
    }

    private void say(Map<TopicPartition, Long> now) {
        if (!now.equals(held)) {
            if (now.isEmpty()) {
                LOG.atInfo().log("no open transaction holds a partition any more");
            } else {
                LOG.atWarn().addKeyValue("partitions", shown(now)).log("open transactions hold partitions");
            }
        }
    }

    private static String shown(Map<TopicPartition, Long> held) {
        return held.entrySet().stream()
                .map(partition -> Partitions.shown(partition.getKey()) + " at offset " + partition.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
