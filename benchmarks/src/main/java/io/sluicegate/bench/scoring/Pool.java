package io.sluicegate.bench.scoring;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The records that a driver sends: encoded once, sent again and again under other keys. */
public interface Pool {
    /** The record with that number, which is its key, too, for a partition of choice; without one, the key's. */
    ProducerRecord<byte[], byte[]> record(int number, @Nullable Integer partition);

    /** The record with that number, which is its key, too. */
    default ProducerRecord<byte[], byte[]> record(int number) {
        return record(number, null);
    }
}
