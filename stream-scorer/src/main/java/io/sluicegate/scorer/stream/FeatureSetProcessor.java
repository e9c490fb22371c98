package io.sluicegate.scorer.stream;

import io.sluicegate.records.PublishedFeatureSet;
import io.sluicegate.runtime.kafka.AvroReader;
import io.sluicegate.runtime.kafka.Decoding.Decoded;
import io.sluicegate.runtime.kafka.Decoding.Rejected;
import io.sluicegate.runtime.kafka.RegistryUnavailable;
import io.sluicegate.scorer.definitions.FeatureSets;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processor that passes on each published feature set, also while the store is restored. Rows of an unreadable set stay
 * unchecked.
 */
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
            var decoding = GlobalReading.read(reader, record);
            if (decoding instanceof Decoded<PublishedFeatureSet> decoded) {
                accept(record, decoded.value());
            } else if (decoding instanceof Rejected<PublishedFeatureSet> rejected) {
                skip(record.key(), rejected.rejection().message());
            }
        } catch (RegistryUnavailable e) {
            throw e;
        } catch (RuntimeException e) { // caught, because the thread also reads the deployments and must go on
            skip(record.key(), e.toString());
        }
    }

    private void accept(Record<String, byte[]> record, PublishedFeatureSet set) {
        if (sets.accept(set)) {
            store.put(record.key(), record.value());
        } else {
            skip(record.key(), "its fingerprint isn't that of its definitions");
        }
    }

    private static void skip(String fingerprint, String cause) {
        LOG.atError()
                .addKeyValue("featureSet", fingerprint)
                .addKeyValue("cause", cause)
                .log("ignored published feature set; rows computed by it stay unchecked on this instance");
    }
}
