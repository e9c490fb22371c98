package io.sluicegate.scorer.stream;

import io.sluicegate.runtime.kafka.AvroReader;
import io.sluicegate.runtime.kafka.Decoding;
import io.sluicegate.runtime.kafka.RegistryUnavailable;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads records of topics that each instance reads completely. Waits for the registry, because without these records the instance
 * doesn't know which version decides and what its rows mean.
 */
final class GlobalReading {
    private static final Logger LOG = LoggerFactory.getLogger(GlobalReading.class);

    private GlobalReading() {}

    static <T> Decoding<T> read(AvroReader<T> reader, Record<String, byte[]> record) {
        while (true) {
            try {
                return reader.read(record.value());
            } catch (RegistryUnavailable e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LOG.atWarn()
                        .addKeyValue("key", record.key())
                        .addKeyValue("cause", e.getMessage())
                        .log("waiting for the schema registry to read a deployment or feature set");
            }
        }
    }
}
