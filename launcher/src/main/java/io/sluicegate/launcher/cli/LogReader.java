package io.sluicegate.launcher.cli;

import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.runtime.kafka.Clients;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;

/** Reads committed records of a topic: from a place that is found without reading what lies before it, up to the end of that moment. */
public final class LogReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private long recordsRead;

    public LogReader(Clients clients) {
        var properties = new HashMap<>(clients.consumerProperties("sluicegate-cli-log"));
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The partitions of a topic. */
    public List<TopicPartition> partitions(String topic) {
        var known = consumer.partitionsFor(topic, PATIENCE);
        if (known == null || known.isEmpty()) {
            throw new CommandFailed(Message.TOPIC_MISSING, topic);
        }
        return known.stream()
                .map(it -> new TopicPartition(topic, it.partition()))
                .toList();
    }

    /** The partition that holds a key, as all of Sluicegate's producers choose it. */
    public TopicPartition partitionOf(String topic, byte[] key) {
        var count = partitions(topic).size();
        return new TopicPartition(topic, Utils.toPositive(Utils.murmur2(key)) % count);
    }

    public Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions) {
        return consumer.beginningOffsets(partitions, PATIENCE);
    }

    /** The ends of the committed records, at this moment. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return consumer.endOffsets(partitions, PATIENCE);
    }

    /** The offset of each partition's first record that was appended at this time or later; its end if there is none. */
    public Map<TopicPartition, Long> at(Collection<TopicPartition> partitions, Instant time) {
        var ends = ends(partitions);
        var found = consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(it -> it, it -> time.toEpochMilli())), PATIENCE);
        return partitions.stream()
                .collect(Collectors.toMap(
                        it -> it,
                        it -> found.get(it) == null
                                ? ends.get(it)
                                : found.get(it).offset()));
    }

    /** The offsets of each partition's newest records, so many each; fewer if some of the offsets are marks of transactions. */
    public Map<TopicPartition, Long> newest(Collection<TopicPartition> partitions, long count) {
        var begins = begins(partitions);
        return ends(partitions).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, it -> Math.max(at(begins, it.getKey()), it.getValue() - count)));
    }

    /** Reads from the given offsets up to the present ends, while the visitor wants more. */
    public void read(Map<TopicPartition, Long> from, Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
        read(from, ends(from.keySet()), visitor);
    }

    /** Reads from the given offsets up to others, which are left out, while the visitor wants more. */
    public void read(
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> until,
            Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
        var open = from.keySet().stream()
                .filter(it -> at(from, it) < at(until, it))
                .collect(Collectors.toSet());
        consumer.assign(open);
        open.forEach(it -> consumer.seek(it, at(from, it)));
        while (!open.isEmpty()) {
            var polled = consumer.poll(POLL);
            recordsRead += polled.count();
            for (var record : polled) {
                var partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < at(until, partition) && !visitor.test(record)) {
                    return;
                }
            }
            close(open, until);
        }
    }

    /** Reads as {@link #read} does, but hands out the records of all partitions together in the order of their times. */
    public void inTimeOrder(
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> until,
            Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
        var merge = new TimeOrder();
        from.keySet().stream().filter(it -> at(from, it) < at(until, it)).forEach(merge::open);
        consumer.assign(merge.partitions());
        merge.partitions().forEach(it -> consumer.seek(it, at(from, it)));
        while (!merge.partitions().isEmpty()) {
            consumer.resume(merge.hungry());
            consumer.pause(merge.fed());
            consumer.poll(POLL).forEach(record -> {
                if (record.offset() < at(until, new TopicPartition(record.topic(), record.partition()))) {
                    merge.add(record);
                }
            });
            if (!merge.handOut(visitor, it -> consumer.position(it) >= at(until, it))) {
                return;
            }
            if (!merge.partitions().equals(consumer.assignment())) {
                consumer.assign(merge.partitions());
            }
        }
    }

    /** How many records this reader has read in all, also those that nobody asked for. */
    public long recordsRead() {
        return recordsRead;
    }

    /** Leaves the partitions that are read to their ends. */
    private void close(Set<TopicPartition> open, Map<TopicPartition, Long> until) {
        if (open.removeIf(it -> consumer.position(it) >= at(until, it))) {
            consumer.assign(open);
        }
    }

    /** Reads from the given offsets on, for ever, while the visitor wants more; {@code idle} is called when nothing new has come. */
    public void follow(
            Map<TopicPartition, Long> from, Predicate<ConsumerRecord<byte[], byte[]>> visitor, Runnable idle) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        while (!Thread.currentThread().isInterrupted()) {
            var polled = consumer.poll(POLL);
            for (var record : polled) {
                if (!visitor.test(record)) {
                    return;
                }
            }
            if (polled.isEmpty()) {
                idle.run();
            }
        }
    }

    /** Reads from the given offsets on while the visitor wants more, and {@code wanted}, which is asked at least ten times a second, holds. */
    public void followWhile(
            Map<TopicPartition, Long> from, Predicate<ConsumerRecord<byte[], byte[]>> visitor, BooleanSupplier wanted) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        while (wanted.getAsBoolean()) {
            for (var record : consumer.poll(POLL)) {
                if (!visitor.test(record)) {
                    return;
                }
            }
        }
    }

    private static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition));
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
