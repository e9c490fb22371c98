package io.sluicegate.drift;

import static org.apache.kafka.streams.StreamsConfig.mainConsumerPrefix;

import io.sluicegate.bundle.StoreConfines;
import io.sluicegate.drift.stream.AwaitedChangelogs;
import io.sluicegate.drift.stream.DriftParts;
import io.sluicegate.drift.stream.DriftTopology;
import io.sluicegate.drift.stream.References;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.runtime.avro.WrittenSchemas;
import io.sluicegate.runtime.deadletter.DeadLetters;
import io.sluicegate.runtime.service.Readiness;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.runtime.service.StreamsDefinition;
import io.sluicegate.runtime.service.StreamsStage;
import io.sluicegate.runtime.service.TopologyStage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** The drift detector as a stage: counts features, predictions and labels in windows, and reports the drift of each window. */
public final class DriftStage implements TopologyStage {
    /** Name of the stage. */
    public static final String NAME = "drift-detector";

    /**
     * The interval at which counts are sent on. More frequent commits bring no report sooner, and each commit costs a transaction over
     * all topics that the detector writes and the state of each open window in a changelog.
     */
    private static final int COMMIT_MS = 500;

    /** Nobody awaits a count within milliseconds. So brokers collect records instead of answering a request for each few. */
    private static final int FETCH_WAIT_MS = 100;

    private static final int FETCH_BYTES = 64 << 10;

    private final References references;
    private final StreamsStage streams;

    public DriftStage(StageContext context) {
        var config = context.config();
        references = new References(new StoreConfines(config.model().store()));
        var parts = new DriftParts(
                config,
                context.clients().serdes(),
                references,
                new DriftMetrics(context.metrics()),
                new DeadLetters(NAME, context.metrics()));
        streams = new StreamsStage(
                context,
                StreamsDefinition.of(NAME, context.applicationId(NAME), () -> topology(context, parts))
                        .withDeadLetters(
                                Topics.deadLetters(Topics.of(config.pipeline()).features()))
                        .with(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MS)
                        .with(StreamsConfig.POLL_MS_CONFIG, FETCH_WAIT_MS)
                        .with(mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), FETCH_WAIT_MS)
                        .with(mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), FETCH_BYTES)
                        .with(StreamsConfig.STATE_DIR_CONFIG, stateFolder(context, parts.kept()))
                        .keepingState());
    }

    /**
     * The state folder, named for the retention of waiting predictions and labels. Kafka Streams splits that state into files by the
     * retention and can't find old files after a change; in a new folder it restores the state from Kafka.
     */
    static String stateFolder(StageContext context, Duration kept) {
        var folder = Objects.requireNonNull(
                context.clients().streamsProperties(context.applicationId(NAME)).get(StreamsConfig.STATE_DIR_CONFIG));
        return Path.of(folder.toString(), "kept-" + kept.toSeconds() + "s").toString();
    }

    private static Topology topology(StageContext context, DriftParts parts) {
        new AwaitedChangelogs(context.clients(), context.applicationId(NAME)).keepAtLeast(parts.kept());
        var topology = new DriftTopology(parts);
        topology.register(new WrittenSchemas(parts.serdes(), context.applicationId(NAME)));
        return topology.build();
    }

    @Override
    public StreamsStage streams() {
        return streams;
    }

    @Override
    public Readiness readiness() {
        return streams.readiness()
                .and(() -> references.trouble().map(Readiness::notReady).orElseGet(Readiness::ready));
    }

    @Override
    public void close() {
        streams.close();
        references.close();
    }
}
