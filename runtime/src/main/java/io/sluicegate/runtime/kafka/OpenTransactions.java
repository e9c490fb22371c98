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
 * Which partitions an open transaction holds: who reads committed records only gets none from its first record on, and no error. Kafka
 * Streams itself stays RUNNING. A broker that has lost the end of a transaction leaves it open for ever. Transactions of ours last
 * seconds at most, so only what is open for longer than a patience counts.
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

    /** Asks Kafka. */
    @FunctionalInterface
    interface Question {
        /** The ends of each partition of those topics that there are; empty if they can't be known now. */
        Map<TopicPartition, Optional<Ends>> ask(Set<String> topics) throws Exception;
    }

    /** Where the first open transaction of a partition begins, and when it was seen. No other one ever begins at the same offset. */
    private record Open(long offset, long first, long last) {
        boolean lasts(Duration patience) {
            return last - first > patience.toNanos();
        }
    }

    /**
     * Watches nothing yet.
     *
     * @param patience for how long a transaction may be open
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

    /** How often to look. */
    Duration every() {
        return patience.dividedBy(LOOKS);
    }

    /** The partitions of the topics that are held; topics are watched from the first time on that somebody asks for them. */
    Optional<String> trouble(Set<String> topics) {
        watched.addAll(topics);
        var ours = held.entrySet().stream()
                .filter(partition -> topics.contains(partition.getKey().topic()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return ours.isEmpty()
                ? Optional.empty()
                : Optional.of("an open transaction holds " + shown(ours)
                        + ": nothing behind that is read; see the operator's guide on hanging transactions");
    }

    /** Looks once; what can't be asked stays as it was. */
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
            LOG.atDebug().setCause(e).log("open transactions are not known");
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
