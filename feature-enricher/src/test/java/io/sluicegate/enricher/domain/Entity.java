package io.sluicegate.enricher.domain;

import io.sluicegate.pipeline.config.EventSettings;
import io.sluicegate.pipeline.config.FeatureSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** One entity's events through an engine, one after the other. */
final class Entity {
    private final FeatureSet set;
    private final FeatureEngine engine;
    private final String key;
    private byte @Nullable [] state;

    Entity(FeatureSet set, EventSettings events, Schema schema, String key) {
        this.set = set;
        this.engine = FeatureEngine.of(set, events, schema);
        this.key = key;
    }

    Entity withState(byte @Nullable [] given) {
        state = given;
        return this;
    }

    byte @Nullable [] state() {
        return state;
    }

    Admission admit(IndexedRecord record) {
        return engine.admit(key, record, new Position("events", 0, 7), Long.MAX_VALUE);
    }

    /** The features by name. */
    Map<String, @Nullable Object> send(IndexedRecord record) {
        var computed = engine.compute(state, (Event) admit(record));
        state = computed.state();
        var named = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < set.features().size(); i++) {
            named.put(set.features().get(i).name(), computed.features().values().get(i));
        }
        return named;
    }
}
