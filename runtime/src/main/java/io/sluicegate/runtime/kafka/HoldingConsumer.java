package io.sluicegate.runtime.kafka;

import io.sluicegate.runtime.avro.WireFormat;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer that returns no record before the registry has answered for the record's schema. It seeks back to the first record
 * that waits and pauses that record's partition until the answer; other partitions, polls and commits go on. Kafka Streams itself
 * can't hold a record: an exception in a processor either skips the record or ends the thread's tasks, and with exactly-once their
 * state as well.
 *
 * <p>The consumer is a proxy, because only {@link #poll} and pausing differ. Belongs to one thread, like any consumer.
 */
final class HoldingConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(HoldingConsumer.class);

    private record Hold(long offset, int schema) {}

    private final Consumer<byte[], byte[]> consumer;
    private final SchemaGate gate;
    private final CommitPace pace;
    private final PollListener listener;
    private final Map<TopicPartition, Hold> held = new HashMap<>();

    /** Partitions that Kafka Streams has paused for reasons of its own, such as a restore. */
    private final Set<TopicPartition> pausedByOwner = new HashSet<>();

    private HoldingConsumer(
            Consumer<byte[], byte[]> consumer, SchemaGate gate, CommitPace pace, PollListener listener) {
        this.consumer = consumer;
        this.gate = gate;
        this.pace = pace;
        this.listener = listener;
    }

    /** @param listener is told the records that are returned, not those that are held back */
    @SuppressWarnings("unchecked")
    static Consumer<byte[], byte[]> over(
            Consumer<byte[], byte[]> consumer, SchemaGate gate, CommitPace pace, PollListener listener) {
        var holding = new HoldingConsumer(consumer, gate, pace, listener);
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                HoldingConsumer.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                (proxy, method, arguments) -> holding.call(method, arguments));
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object call(Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "poll" -> poll((Duration) arguments[0]);
            case "pause" -> pause((Collection<TopicPartition>) arguments[0]);
            case "resume" -> resume((Collection<TopicPartition>) arguments[0]);
            default -> invoke(method, arguments);
        };
    }

    private Object invoke(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(consumer, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private @Nullable Object pause(Collection<TopicPartition> partitions) {
        consumer.pause(partitions);
        pausedByOwner.addAll(partitions);
        return null;
    }

    /** Resumes the partitions that no hold keeps paused. */
    private @Nullable Object resume(Collection<TopicPartition> partitions) {
        pausedByOwner.removeAll(partitions);
        consumer.resume(partitions.stream()
                .filter(partition -> !held.containsKey(partition))
                .toList());
        return null;
    }

    private ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        release();
        var ofThread = pace.ofThisThread();
        var passed = passing(consumer.poll(ofThread.polling(timeout)));
        if (ofThread.asks() && !passed.isEmpty()) {
            ofThread.polled(passed.count(), waiting());
        }
        listener.note(passed);
        return passed;
    }

    /** The polled records without those that are held back. */
    private ConsumerRecords<byte[], byte[]> passing(ConsumerRecords<byte[], byte[]> polled) {
        var passed = new LinkedHashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
        var next = new LinkedHashMap<>(polled.nextOffsets());
        for (var partition : polled.partitions()) {
            var records = polled.records(partition);
            var count = passing(records);
            if (count > 0) {
                passed.put(partition, records.subList(0, count));
            }
            if (count < records.size()) {
                next.put(partition, hold(partition, records.get(count)));
            }
        }
        return new ConsumerRecords<>(passed, next);
    }

    /** The records that the next polls may return, as far as the consumer knows. */
    private long waiting() {
        var paused = consumer.paused();
        var waiting = 0L;
        for (var partition : consumer.assignment()) {
            waiting += paused.contains(partition)
                    ? 0
                    : consumer.currentLag(partition).orElse(0);
        }
        return waiting;
    }

    private void release() {
        pausedByOwner.retainAll(consumer.assignment());
        if (!held.isEmpty()) {
            held.keySet().retainAll(consumer.assignment());
            held.entrySet().removeIf(entry -> {
                var opens = gate.isOpen(entry.getValue().schema());
                if (opens) {
                    if (!pausedByOwner.contains(entry.getKey())) {
                        consumer.resume(Set.of(entry.getKey()));
                    }
                    log(entry.getKey(), entry.getValue(), "schema registry answered; partition released");
                }
                return opens;
            });
        }
    }

    /** How many of the records, from the first on, may be returned. */
    private int passing(List<ConsumerRecord<byte[], byte[]>> records) {
        var last = 0;
        for (var i = 0; i < records.size(); i++) {
            var id = schema(records.get(i));
            if (id != last && id > 0 && !gate.opens(id)) {
                return i;
            }
            last = id;
        }
        return records.size();
    }

    /** The record's schema id; zero if it has none. */
    private static int schema(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? 0 : WireFormat.schemaId(record.value()).orElse(0);
    }

    /**
     * Seeks back to the first waiting record and pauses the partition. Returns the next position, which also applies to a new
     * owner.
     */
    private OffsetAndMetadata hold(TopicPartition partition, ConsumerRecord<byte[], byte[]> first) {
        var place = new OffsetAndMetadata(first.offset(), first.leaderEpoch(), "");
        consumer.seek(partition, place);
        consumer.pause(Set.of(partition));
        var hold = new Hold(first.offset(), schema(first));
        if (!hold.equals(held.put(partition, hold))) {
            log(partition, hold, "partition paused until the schema registry answers");
        }
        return place;
    }

    private static void log(TopicPartition partition, Hold hold, String what) {
        LOG.atWarn()
                .addKeyValue("partition", partition)
                .addKeyValue("offset", hold.offset())
                .addKeyValue("schema", hold.schema())
                .log(what);
    }
}
