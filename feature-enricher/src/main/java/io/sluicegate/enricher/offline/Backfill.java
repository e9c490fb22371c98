package io.sluicegate.enricher.offline;

import io.sluicegate.enricher.domain.Event;
import io.sluicegate.enricher.domain.FeatureEngine;
import io.sluicegate.enricher.domain.FeatureVector;
import io.sluicegate.enricher.domain.Position;
import io.sluicegate.enricher.domain.Rejected;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;

/**
 * The offline computation of recorded events' features, by the engine that computes them online. The same events of an entity in
 * the same order have the same features, to the bit. States are held in memory, and each run continues from the one before, so that
 * a recording may come in several files.
 */
public final class Backfill {
    private final FeatureEngine engine;
    private final long now;
    private final Map<String, byte[]> states = new HashMap<>();

    /**
     * A backfill that starts with no states.
     *
     * @param now the clock that event times are compared with
     */
    public Backfill(FeatureEngine engine, Instant now) {
        this.engine = engine;
        this.now = now.toEpochMilli();
    }

    /**
     * The counts of a run.
     *
     * @param events events read
     * @param rejected how many of them had no features, by code
     */
    public record Summary(long events, Map<ErrorCode, Long> rejected) {

        /** The number of events that got features. */
        public long computed() {
            return events
                    - rejected.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Computes the features of all events, in their order.
     *
     * @param name name of the recording, for the ids of events whose stream declares none
     * @param events records of the engine's schema; their entity stands for the key
     */
    public Summary run(String name, Iterator<? extends IndexedRecord> events, FeatureOutput output) {
        var rejected = new EnumMap<ErrorCode, Long>(ErrorCode.class);
        long count = 0;
        while (events.hasNext()) {
            var position = new Position(name, 0, count++);
            var admission = engine.admit(events.next(), position, now);
            if (admission instanceof Event event) {
                output.features(compute(event));
            } else {
                rejected.merge(((Rejected) admission).rejection().code(), 1L, Long::sum);
                output.rejected(position, (Rejected) admission);
            }
        }
        return new Summary(count, rejected);
    }

    private FeatureVector compute(Event event) {
        var computed = engine.compute(states.get(event.entity()), event);
        states.put(event.entity(), computed.state());
        return computed.features();
    }
}
