package io.sluicegate.fraud.retraining;

import io.sluicegate.records.OffsetRange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads exact ranges of committed records. */
final class RangeReader {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaConsumer<byte[], byte[]> consumer;

    RangeReader(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** @throws RangeGone if the topic no longer holds all of a range, or doesn't yet */
    void read(List<OffsetRange> ranges, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        ranges.forEach(range -> read(range, each));
    }

    private void read(OffsetRange range, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        var partition = new TopicPartition(range.getTopic(), range.getPartition());
        consumer.assign(List.of(partition));
        consumer.seek(partition, checkedStart(partition, range));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < range.getUntilOffset()) {
            for (var record : consumer.poll(POLL)) {
                if (record.offset() < range.getUntilOffset()) {
                    each.accept(record);
                }
            }
            if (System.nanoTime() > deadline) {
                throw new RangeGone(
                        partition + " isn't committed up to " + range.getUntilOffset() + " after " + PATIENCE);
            }
        }
    }

    private long checkedStart(TopicPartition partition, OffsetRange range) {
        long beginning = beginning(partition);
        if (range.getFromOffset() < beginning) {
            throw new RangeGone(partition + " begins at " + beginning + ", after " + range.getFromOffset()
                    + " that the trigger names: increase the topic's retention");
        }
        return range.getFromOffset();
    }

    /** For each range, the range of the same length just before it, as far as the topic still holds it. */
    List<OffsetRange> before(List<OffsetRange> ranges) {
        return ranges.stream()
                .map(this::before)
                .filter(range -> range.getFromOffset() < range.getUntilOffset())
                .toList();
    }

    private OffsetRange before(OffsetRange range) {
        var partition = new TopicPartition(range.getTopic(), range.getPartition());
        long from = range.getFromOffset() - (range.getUntilOffset() - range.getFromOffset());
        return new OffsetRange(
                range.getTopic(), range.getPartition(), Math.max(from, beginning(partition)), range.getFromOffset());
    }

    private long beginning(TopicPartition partition) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(List.of(partition));
        return beginnings.getOrDefault(partition, 0L);
    }
}
