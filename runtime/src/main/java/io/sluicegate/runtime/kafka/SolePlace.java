package io.sluicegate.runtime.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock of a stage that may run only once in a cluster: the single partition of a topic, assigned by a consumer group that reads
 * nothing. A second process gets no partition. Unlike the stages' members, the group's members are dynamic: a stopped process
 * leaves at once, and a killed one leaves after the session timeout, which is as short as brokers allow; until then a newcomer
 * waits.
 */
public final class SolePlace implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SolePlace.class);
    private static final int SESSION_MS = 6_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final CompletableFuture<Boolean> taken = new CompletableFuture<>();
    private final Thread thread = new Thread(this::hold, "sluicegate-sole-place");
    private volatile boolean closed;

    private SolePlace(Clients clients, String group, String topic) {
        consumer = new KafkaConsumer<>(
                properties(clients, group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic), new Listener());
        thread.setDaemon(true);
        thread.start();
    }

    /** Decides by the first assignment: dead processes have left the group by then. */
    private final class Listener implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            consumer.pause(added);
            taken.complete(!added.isEmpty());
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> gone) {
            // at the close
        }
    }

    /**
     * Takes the place and holds it until {@link #close()}.
     *
     * @param group the consumer group of the place
     * @param topic a topic of one partition
     * @param what the name of the stage, for the refusal's message
     * @param remedy what to do about a refusal, for its message
     * @throws AlreadyRunning if another process holds the place
     * @throws KafkaUnreachable if Kafka doesn't say who holds the place
     */
    public static SolePlace take(Clients clients, String group, String topic, String what, String remedy) {
        var place = new SolePlace(clients, group, topic);
        try {
            if (place.taken.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return place;
            }
        } catch (ExecutionException | TimeoutException e) {
            place.close();
            throw new KafkaUnreachable(clients.bootstrap(), e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            place.close();
            Thread.currentThread().interrupt();
            throw new KafkaUnreachable(clients.bootstrap(), e);
        }
        place.close();
        throw new AlreadyRunning(what, holder(clients, group), remedy);
    }

    private static Map<String, Object> properties(Clients clients, String group) {
        var properties = new HashMap<>(clients.consumerProperties(group));
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MS / 3);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(CooperativeStickyAssignor.class));
        return properties;
    }

    private void hold() {
        while (!closed) {
            try {
                var unused = consumer.poll(POLL);
            } catch (WakeupException e) {
                closed = true;
            } catch (Throwable e) {
                failed(e);
            }
        }
        try {
            consumer.close();
        } catch (KafkaException e) {
            LOG.atDebug().setCause(e).log("could not leave the group; the place is free after the session timeout");
        }
    }

    /** Logs a fault while the place is held and goes on: only a newcomer must not start on a fault. */
    private void failed(Throwable fault) {
        if (!taken.completeExceptionally(fault)) {
            LOG.atWarn().setCause(fault).log("could not poll to hold the single-instance place; retrying");
        }
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** The client and host of the holder; empty if the look-up fails. */
    private static String holder(Clients clients, String group) {
        try (var admin = Admin.create(clients.adminProperties())) {
            var groups =
                    admin.describeConsumerGroups(List.of(group)).all().get(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            return groups.values().stream()
                    .flatMap(described -> described.members().stream())
                    .filter(member -> !member.assignment().topicPartitions().isEmpty())
                    .map(member -> member.clientId().substring(group.length() + 1) + " at " + member.host())
                    .collect(Collectors.joining(", ", " (", ")"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.atDebug().setCause(e).log("could not look up who holds the single-instance place");
            return "";
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
