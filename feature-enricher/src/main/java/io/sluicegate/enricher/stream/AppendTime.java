package io.sluicegate.enricher.stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The extractor of an event's append time, the record's timestamp. The events' topic belongs to the user and may use CreateTime,
 * where a producer may omit the timestamp (-1); such a record gets the time of reading. The extractor never fails, because no fault
 * handler covers it. Features don't depend on the append time: their time is in the event.
 */
public final class AppendTime implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return record.timestamp() >= 0 ? record.timestamp() : System.currentTimeMillis();
    }
}
