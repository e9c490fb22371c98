package io.sluicegate.enricher.stream;

import io.sluicegate.enricher.EnricherMetrics;
import io.sluicegate.enricher.domain.FeatureEngine;
import io.sluicegate.enricher.domain.FeatureVector;
import io.sluicegate.enricher.events.EventReader;
import io.sluicegate.enricher.events.UnreadableSchemas;
import io.sluicegate.runtime.deadletter.DeadLetters;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The enricher's one step, with its store of entity states.
 *
 * @param reader reads the fields that the engine needs
 * @param unreadable the policy for events that the reader can't read
 * @param writer writes features records
 */
public record Enrich(
        FeatureEngine engine,
        EventReader reader,
        UnreadableSchemas unreadable,
        Function<FeatureVector, byte[]> writer,
        DeadLetters deadLetters,
        EnricherMetrics metrics)
        implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {
    /** The store of entity states, by key. */
    public static final String STATES = "entity-states";

    /** The child node that receives features. */
    public static final String FEATURES = "features";

    /** The child node that receives dead letters. */
    public static final String DEAD_LETTERS = "dead-letters";

    @Override
    public Processor<byte[], byte[], byte[], byte[]> get() {
        return new EnrichProcessor(this);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STATES), Serdes.ByteArray(), Serdes.ByteArray()));
    }
}
