package io.sluicegate.scorer;

import static org.apache.kafka.streams.StreamsConfig.mainConsumerPrefix;

import io.sluicegate.bundle.StoreConfines;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.EndpointSettings;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.VersionStatus;
import io.sluicegate.runtime.http.Routes;
import io.sluicegate.runtime.kafka.CommitPace;
import io.sluicegate.runtime.kafka.PollListener;
import io.sluicegate.runtime.service.ExitReason;
import io.sluicegate.runtime.service.Readiness;
import io.sluicegate.runtime.service.Stage;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.runtime.service.StreamsDefinition;
import io.sluicegate.runtime.service.StreamsStage;
import io.sluicegate.scorer.definitions.DefinitionRule;
import io.sluicegate.scorer.definitions.FeatureSets;
import io.sluicegate.scorer.endpoint.Endpoint;
import io.sluicegate.scorer.pacing.ScorerThreads;
import io.sluicegate.scorer.stream.ScorerTopology;
import io.sluicegate.scorer.versions.ModelHolder;
import io.sluicegate.scorer.versions.Serving;
import io.sluicegate.scorer.versions.VersionLoader;
import io.sluicegate.scorer.versions.VersionProbe;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scorer as a stage: reads features and deployments, writes predictions and its status. Consumption stays paused until the
 * deciding versions are loaded.
 */
public final class ScorerStage implements Stage {
    /** How long a record waits for its revision; shorter than the transaction time-out. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /**
     * How long to wait for a feature set to be published; a fraction of the transaction time-out, because scoring comes on top.
     */
    private static final Duration LAG = Duration.ofSeconds(2);

    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration STUCK = Duration.ofSeconds(20);
    private static final Logger LOG = LoggerFactory.getLogger(ScorerStage.class);

    private final ModelHolder holder;
    private final StatusReporter reporter;
    private final StreamsStage streams;
    private final Optional<Endpoint> endpoint;
    private final ThreadWatch watch = new ThreadWatch(STUCK);
    private boolean reporting;

    public ScorerStage(StageContext context) {
        var config = context.config();
        holder = new ModelHolder(
                loader(context),
                context.metrics(),
                RETRY,
                config.model().loading().timeout());
        endpoint = endpoint(context, holder);
        reporter = new StatusReporter(context, holder, this::look);
        streams = new StreamsStage(context, definition(context));
        holder.onChange(this::changed);
    }

    private static VersionLoader loader(StageContext context) {
        var config = context.config();
        var marks = config.service()
                .data()
                .resolve("loading")
                .resolve(config.pipeline())
                .resolve(config.service().instance());
        var model = config.model();
        var limit = new KafkaTimeouts(config.kafka()).call();
        var probe = new VersionProbe(
                model.loading(), model.store(), model.batch(), limit, marks, context.metrics(), model.execution());
        return new VersionLoader(
                        model.name(),
                        config.features(),
                        model.batch(),
                        limit,
                        marks,
                        model.definitions(),
                        new StoreConfines(model.store()),
                        model.execution())
                .after(probe);
    }

    private static Optional<Endpoint> endpoint(StageContext context, ModelHolder holder) {
        var config = context.config();
        return Optional.of(config.endpoint())
                .filter(EndpointSettings::enabled)
                .map(settings -> new Endpoint(
                        settings, config.model().name(), config.model().batch(), holder, context.metrics()));
    }

    private StreamsDefinition definition(StageContext context) {
        var config = context.config();
        var features = Topics.of(config.pipeline()).features();
        var sets = new FeatureSets(config.features(), LAG);
        var threads = new ScorerThreads(
                features,
                context.clients().schemas(),
                config.model().execution().largestBatch(config.model().batch()),
                new KafkaTimeouts(config.kafka()).budget(),
                context.metrics(),
                InstantSource.system(),
                new DefinitionRule(sets, config.model().definitions()));
        return StreamsDefinition.of(
                        ScorerTopology.STAGE,
                        context.applicationId(ScorerTopology.STAGE),
                        () -> new ScorerTopology(context, holder, sets, threads, PATIENCE).build())
                .withDeadLetters(Topics.deadLetters(features))
                .readingOnePartition()
                .with(CommitPace.PROPERTY, CommitPace.of(config.kafka()))
                .with(mainConsumerPrefix(PollListener.PROPERTY), threads)
                .startingPaused();
    }

    /** The Kafka Streams application. */
    StreamsStage streams() {
        return streams;
    }

    @Override
    public String name() {
        return streams.name();
    }

    @Override
    public String pipeline() {
        return streams.pipeline();
    }

    @Override
    public void start() {
        startReporting();
        streams.start();
        changed();
        if (!holder.serving().isReady()) {
            LOG.atInfo().addKeyValue("cause", ofServing()).log("consumption starts paused");
        }
    }

    private void startReporting() {
        if (!reporting) {
            reporter.start();
            reporting = true;
        }
    }

    private void changed() {
        steer();
        reporter.changed();
    }

    /** Runs every second: repeats a pause or resume that was lost, and checks for stuck threads. */
    private void look() {
        steer();
        streams.streams().ifPresent(it -> watch.look(it.metrics()));
    }

    /** Pauses consumption while a deciding version is missing; otherwise each task would wait and fail again and again. */
    private synchronized void steer() {
        var serving = holder.serving();
        streams.streams()
                .filter(it -> it.isPaused() == serving.isReady())
                .ifPresent(serving.isReady() ? this::resume : this::pause);
    }

    private void resume(KafkaStreams paused) {
        paused.resume();
        LOG.atInfo().addKeyValue("revision", holder.serving().revision()).log("consumption resumed");
    }

    private void pause(KafkaStreams running) {
        running.pause();
        LOG.atWarn().addKeyValue("cause", ofServing()).log("consumption paused");
    }

    @Override
    public Readiness readiness() {
        return ofServing()
                .and(this::ofPause)
                .and(streams::readiness)
                .and(watch::readiness)
                .and(this::ofRemarks);
    }

    /** Ready, with remarks if the previous version isn't or a version doesn't run as asked for: the stage does its work nevertheless. */
    private Readiness ofRemarks() {
        var wayBack = holder.previousNotReady()
                .map(previous -> "previous " + text(previous) + "; a rollback would have to prepare it first");
        var remarks =
                Stream.concat(wayBack.stream(), holder.fallbacks().stream()).collect(Collectors.joining("; "));
        return remarks.isEmpty() ? Readiness.ready() : Readiness.readyBut(remarks);
    }

    private Readiness ofPause() {
        return streams.streams().filter(KafkaStreams::isPaused).isPresent()
                ? Readiness.notReady("consumption paused; it resumes within one second")
                : Readiness.ready();
    }

    private Readiness ofServing() {
        var serving = holder.serving();
        if (serving.isReady()) {
            return Readiness.ready();
        }
        return serving.deciding().isEmpty()
                ? Readiness.notReady("no deployment: deploy a version of the pipeline's model")
                : Readiness.notReady(missing(serving));
    }

    private String missing(Serving serving) {
        Map<String, VersionStatus> statuses =
                holder.statuses().stream().collect(Collectors.toMap(VersionStatus::getBundleDigest, it -> it));
        return serving.deciding().stream()
                .map(version -> statuses.get(version.getBundleDigest()))
                .filter(status -> status != null && status.getState() != LoadState.READY)
                .map(ScorerStage::text)
                .collect(Collectors.joining("; "));
    }

    private static String text(VersionStatus status) {
        @Nullable String error = status.getError();
        return "version " + status.getVersion() + " is " + status.getState()
                + (error == null ? "" : " (" + error + ")");
    }

    @Override
    public void routes(Routes routes) {
        endpoint.ifPresent(it -> it.addTo(routes));
    }

    @Override
    public CompletableFuture<ExitReason> stopped() {
        return streams.stopped();
    }

    @Override
    public void close() {
        streams.close();
        reporter.close();
        endpoint.ifPresent(Endpoint::close);
        holder.close();
    }
}
