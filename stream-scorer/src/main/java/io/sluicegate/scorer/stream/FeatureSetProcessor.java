package io.sluicegate.scorer.stream;

import io.sluicegate.platform.kafka.AvroReader;
import io.sluicegate.platform.kafka.Decoding.Decoded;
import io.sluicegate.platform.kafka.Decoding.Undecodable;
import io.sluicegate.platform.kafka.RegistryUnavailable;
import io.sluicegate.records.PublishedFeatureSet;
import io.sluicegate.scorer.definitions.FeatureSets;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of each published feature set, also while the store is restored. One that can't be read leaves its rows unchecked. */
final class FeatureSetProcessor implements Processor<String, byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(FeatureSetProcessor.class);

    private final AvroReader<PublishedFeatureSet> reader;
    private final FeatureSets sets;
    private KeyValueStore<String, byte[]> store;

    @SuppressWarnings("NullAway.Init") // init() comes before the first record
    FeatureSetProcessor(AvroReader<PublishedFeatureSet> reader, FeatureSets sets) {
        this.reader = reader;
        this.sets = sets;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        store = context.getStateStore(ScorerTopology.FEATURE_SETS_STORE);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        try {
            var decoding = reader.read(record.value());
            if (decoding instanceof Decoded<PublishedFeatureSet> decoded) {
                store.put(record.key(), record.value());
                sets.accept(decoded.value());
            } else if (decoding instanceof Undecodable<PublishedFeatureSet> undecodable) {
                skip(record.key(), undecodable.message());
            }
        } catch (RegistryUnavailable e) {
            skip(record.key(), String.valueOf(e.getMessage()));
        }
    }

    private static void skip(String fingerprint, String cause) {
        LOG.atError()
                .addKeyValue("featureSet", fingerprint)
                .addKeyValue("cause", cause)
                .log("published feature set can't be read, rows that were computed by it stay unchecked here");
    }
}
