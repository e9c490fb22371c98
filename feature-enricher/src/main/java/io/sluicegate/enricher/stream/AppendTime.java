package io.sluicegate.enricher.stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * When an event was appended: its record's timestamp. The events' topic is the user's and may be of CreateTime, where a producer
 * may leave the timestamp out (-1); such a record counts from when it is read. It never fails, for it is asked before any handler
 * of faults. Features don't depend on it: their time is in the event.
 */
public final class AppendTime implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return record.timestamp() >= 0 ? record.timestamp() : System.currentTimeMillis();
    }
}
