package io.sluicegate.drift;

import io.sluicegate.bundle.StoreConfines;
import io.sluicegate.drift.stream.DriftParts;
import io.sluicegate.drift.stream.DriftTopology;
import io.sluicegate.drift.stream.References;
import io.sluicegate.runtime.avro.WrittenSchemas;
import io.sluicegate.runtime.deadletter.DeadLetters;
import io.sluicegate.runtime.service.StageContext;
import java.nio.file.Path;
import org.apache.kafka.streams.Topology;

/** The drift detector's topology outside of a stage, for programs that run it record by record without Kafka. */
public final class BareDetector implements AutoCloseable {
    private final StageContext context;
    private final References references;

    /** @param store the folder that bundles lie in */
    public BareDetector(StageContext context, Path store) {
        this.context = context;
        this.references = new References(new StoreConfines(store));
    }

    /** A topology without any state. */
    public Topology topology() {
        var serdes = context.clients().serdes();
        var topology = new DriftTopology(new DriftParts(
                context.config(),
                serdes,
                references,
                new DriftMetrics(context.metrics()),
                new DeadLetters(DriftStage.NAME, context.metrics())));
        topology.register(new WrittenSchemas(serdes, context.applicationId(DriftStage.NAME)));
        return topology.build();
    }

    @Override
    public void close() {
        references.close();
    }
}
