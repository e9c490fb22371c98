package io.sluicegate.scorer;

import io.sluicegate.bundle.StoreConfines;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.LoadState;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.scorer.definitions.DefinitionRule;
import io.sluicegate.scorer.definitions.FeatureSets;
import io.sluicegate.scorer.pacing.ScorerThreads;
import io.sluicegate.scorer.stream.ScorerTopology;
import io.sluicegate.scorer.versions.ModelHolder;
import io.sluicegate.scorer.versions.Serving;
import io.sluicegate.scorer.versions.VersionLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.streams.Topology;

/**
 * The scorer's topology outside of a stage, for programs that run it record by record without Kafka, on one thread. A version stays
 * loaded for all topologies, and no probe comes before it.
 */
public final class BareScorer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final StageContext context;
    private final ModelHolder holder;
    private final InstantSource clock;

    /**
     * @param store the folder that bundles lie in
     * @param marks a folder for files about versions that are being loaded
     */
    public BareScorer(StageContext context, Path store, Path marks, InstantSource clock) {
        this.context = context;
        this.clock = clock;
        var config = context.config();
        var model = config.model();
        var loader = new VersionLoader(
                model.name(),
                config.features(),
                model.batch(),
                new KafkaTimeouts(config.kafka()).call(),
                marks,
                model.definitions(),
                new StoreConfines(store),
                model.execution());
        holder = new ModelHolder(
                loader, context.metrics(), RETRY, model.loading().timeout());
    }

    /** A topology without any state. */
    public Topology topology() {
        var config = context.config();
        var sets = new FeatureSets(config.features(), PATIENCE);
        var threads = new ScorerThreads(
                Topics.of(config.pipeline()).features(),
                context.clients().schemas(),
                config.model().execution().largestBatch(config.model().batch()),
                Optional.empty(),
                context.metrics(),
                clock,
                new DefinitionRule(sets, config.model().definitions()));
        return new ScorerTopology(context, holder, sets, threads, PATIENCE).build();
    }

    /** Waits until the versions of the deployment are loaded; says why if one can't be. */
    public Optional<String> awaitVersion(Duration patience) {
        var settled = holder.await(serving -> serving.isReady() || hasFailed(), patience);
        return settled.filter(Serving::isReady).isPresent() ? Optional.empty() : Optional.of(trouble());
    }

    private boolean hasFailed() {
        return holder.statuses().stream().anyMatch(it -> it.getState() == LoadState.FAILED);
    }

    private String trouble() {
        return holder.statuses().stream()
                .filter(it -> it.getState() != LoadState.READY)
                .map(it -> "version " + it.getVersion() + " is " + it.getState() + ": " + it.getError())
                .collect(Collectors.joining("; "));
    }

    @Override
    public void close() {
        holder.close();
    }
}
