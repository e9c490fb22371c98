package io.sluicegate.bench.enricher;

import com.sun.management.ThreadMXBean;
import io.sluicegate.enricher.domain.Event;
import io.sluicegate.enricher.domain.FeatureEngine;
import io.sluicegate.enricher.domain.FeatureVector;
import io.sluicegate.enricher.domain.FeaturesSchema;
import io.sluicegate.enricher.domain.FeaturesWriter;
import io.sluicegate.enricher.domain.Position;
import io.sluicegate.enricher.events.EventPlan;
import io.sluicegate.enricher.events.Planner;
import io.sluicegate.enricher.events.Planner.Feasible;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.runtime.avro.WireFormat;
import io.sluicegate.runtime.binary.BinaryInput;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;

/** The engine on recorded events in this thread, without Kafka: each step is measured over a chunk of events at a time. */
final class EngineRun {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CHUNK = 500;
    private static final double NANOS_IN_A_MICRO = 1_000;

    private final BenchFeatureSet set;
    private final FeatureEngine engine;
    private final EventPlan plan;
    private final FeaturesWriter writer;
    private final Map<String, byte[]> states = new HashMap<>();
    private final GenericRecord[] events = new GenericRecord[CHUNK];
    private final FeatureVector[] features = new FeatureVector[CHUNK];
    private long reading;
    private long computing;
    private long writing;
    private long allocated;
    private long written;
    private long counted;

    EngineRun(BenchFeatureSet set, PipelineConfig config) {
        this.set = set;
        var schema = CardTransaction.getClassSchema();
        engine = FeatureEngine.of(config.features(), config.events(), schema);
        plan = ((Feasible) Planner.plan(schema, engine.needs())).plan();
        writer = FeaturesSchema.of(config.pipeline(), config.features()).writer(new byte[WireFormat.HEADER]);
    }

    /** Goes on with these events; only what is measured since the last call of {@link #forget()} counts. */
    void run(List<byte[]> recorded) throws IOException {
        for (int from = 0; from + CHUNK <= recorded.size(); from += CHUNK) {
            chunk(recorded.subList(from, from + CHUNK));
        }
    }

    /** Forgets what was measured, but not the states. */
    void forget() {
        reading = 0;
        computing = 0;
        writing = 0;
        allocated = 0;
        written = 0;
        counted = 0;
    }

    private void chunk(List<byte[]> recorded) throws IOException {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long begin = THREADS.getCurrentThreadCpuTime();
        read(recorded);
        long read = THREADS.getCurrentThreadCpuTime();
        compute();
        long computed = THREADS.getCurrentThreadCpuTime();
        write();
        long end = THREADS.getCurrentThreadCpuTime();
        reading += read - begin;
        computing += computed - read;
        writing += end - computed;
        allocated += THREADS.getCurrentThreadAllocatedBytes() - bytes;
        counted += CHUNK;
    }

    private void read(List<byte[]> recorded) throws IOException {
        for (int i = 0; i < CHUNK; i++) {
            var in = new BinaryInput();
            in.begin(recorded.get(i), WireFormat.HEADER);
            events[i] = plan.read(in);
        }
    }

    private void compute() {
        for (int i = 0; i < CHUNK; i++) {
            var event = (Event) engine.admit(events[i], new Position("events", 0, i), Long.MAX_VALUE);
            var computed = engine.compute(states.get(event.entity()), event);
            states.put(event.entity(), computed.state());
            features[i] = computed.features();
        }
    }

    private void write() {
        for (int i = 0; i < CHUNK; i++) {
            written += writer.write(features[i]).length;
        }
    }

    EngineCost cost() {
        return new EngineCost(
                set,
                reading / NANOS_IN_A_MICRO / counted,
                computing / NANOS_IN_A_MICRO / counted,
                writing / NANOS_IN_A_MICRO / counted,
                (double) allocated / counted,
                states.values().stream()
                        .mapToInt(state -> state.length)
                        .average()
                        .orElse(0),
                (double) written / counted);
    }
}
