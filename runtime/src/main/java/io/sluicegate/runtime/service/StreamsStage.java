package io.sluicegate.runtime.service;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.catalogue.TopicSpec;
import io.sluicegate.runtime.cluster.ClusterCheck;
import io.sluicegate.runtime.deadletter.DeadLetters;
import io.sluicegate.runtime.deadletter.UnexpectedErrors;
import io.sluicegate.runtime.kafka.BrokerPulse;
import io.sluicegate.runtime.kafka.HoldingClients;
import io.sluicegate.runtime.kafka.StreamMembers;
import io.sluicegate.runtime.registry.Schemas;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stage that runs a Kafka Streams topology. */
public final class StreamsStage implements Stage {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsStage.class);

    private record Running(
            KafkaStreams streams,
            Restoring restoring,
            HoldingClients clients,
            Set<String> topics,
            KafkaStreamsMetrics metrics,
            BrokerPulse pulse) {
        /** Checks causes before Kafka Streams' state: an application may not be RUNNING because of one of the causes. */
        Readiness readiness(Schemas schemas) {
            return pulse.trouble(topics)
                    .or(schemas::trouble)
                    .map(Readiness::notReady)
                    .orElseGet(() -> streams.state() == State.RUNNING ? Readiness.ready() : notRunning());
        }

        private Readiness notRunning() {
            return restoring
                    .progress()
                    .map(Readiness::notReady)
                    .orElseGet(() -> StreamsStage.notRunning(streams.state()));
        }
    }

    private final StageContext context;
    private final StreamsDefinition definition;
    private final ThreadFaults faults;
    private final CompletableFuture<ExitReason> stopped = new CompletableFuture<>();
    private volatile Optional<Running> running = Optional.empty();
    private boolean closed;

    public StreamsStage(StageContext context, StreamsDefinition definition) {
        this.context = context;
        this.definition = definition;
        this.faults = new ThreadFaults(threads(context, definition), this::missingTopics, System::nanoTime);
    }

    private static int threads(StageContext context, StreamsDefinition definition) {
        var declared = definition.properties().get(StreamsConfig.NUM_STREAM_THREADS_CONFIG);
        return declared instanceof Integer count
                ? count
                : context.config().service().threads();
    }

    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public String pipeline() {
        return context.metrics().pipeline();
    }

    @Override
    public void start() {
        checkFolder();
        var topology = definition.topology().get();
        describe(topology);
        made(topology).ifPresent(KafkaStreams::start);
    }

    private void checkFolder() {
        if (definition.keepsState()) {
            var properties = context.clients().streamsProperties(definition.applicationId());
            var folder = Objects.requireNonNull(properties.get(StreamsConfig.STATE_DIR_CONFIG))
                    .toString();
            try {
                StateFolder.check(Path.of(folder, definition.applicationId()));
            } catch (FolderUnwritable e) {
                countUnwritable();
                throw e;
            }
        }
    }

    private void countUnwritable() {
        context.metrics().counter(Metric.STATE_UNWRITABLE, name()).increment();
    }

    /**
     * The new instance, registered before its start so that {@link #close} can reach it during a long start; empty once closed.
     */
    private synchronized Optional<KafkaStreams> made(Topology topology) {
        if (closed) {
            return Optional.empty();
        }
        var clients = new HoldingClients(new LimitedClients(), context.clients().schemas());
        var streams = new KafkaStreams(topology, properties(), clients);
        streams.setStateListener((now, before) -> changed(now));
        streams.setUncaughtExceptionHandler(this::uncaught);
        var restoring = new Restoring(context.metrics().counter(Metric.STATE_RESTORED, name()));
        streams.setGlobalStateRestoreListener(restoring);
        var metrics = new KafkaStreamsMetrics(streams);
        metrics.bindTo(context.metrics().registry());
        running = Optional.of(new Running(
                streams,
                restoring,
                clients,
                topics(topology),
                metrics,
                context.clients().pulse()));
        if (definition.paused()) {
            streams.pause();
        }
        return Optional.of(streams);
    }

    private Set<String> topics(Topology topology) {
        return Stream.concat(
                        ApplicationTopics.of(definition.applicationId(), topology.describe()).stream(),
                        definition.deadLetters().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<String> missingTopics() {
        return ClusterCheck.missing(
                context.config(),
                context.clients(),
                running.map(Running::topics).orElse(Set.of()));
    }

    /** The Kafka Streams instance, for queries of its state; empty before the start. */
    public Optional<KafkaStreams> streams() {
        return running.map(Running::streams);
    }

    @Override
    public Readiness readiness() {
        return failure()
                .map(it -> Readiness.notReady("has failed: " + it.line()))
                .orElseGet(this::working);
    }

    private Optional<ExitReason> failure() {
        return Optional.ofNullable(stopped.getNow(null));
    }

    private Readiness working() {
        return running.map(it -> it.readiness(context.clients().schemas())).orElseGet(() -> notRunning(State.CREATED));
    }

    private static Readiness notRunning(State state) {
        return Readiness.notReady("Kafka Streams is " + state);
    }

    @Override
    public CompletableFuture<ExitReason> stopped() {
        return stopped;
    }

    @Override
    public synchronized void close() {
        closed = true;
        running.ifPresent(this::close);
        running = Optional.empty();
    }

    private void close(Running it) {
        var drain = context.config().service().drain();
        if (!it.streams().close(CloseOptions.timeout(drain))) {
            LOG.atWarn()
                    .addKeyValue("stage", name())
                    .addKeyValue("drain", drain)
                    .log("stage did not drain in time; its successor repeats the uncommitted work");
        }
        it.metrics().close();
        it.clients().close();
    }

    private Properties properties() {
        var properties = context.clients().streamsProperties(definition.applicationId());
        definition.deadLetters().ifPresent(topic -> deadLetters(properties, topic));
        if (definition.keepsState()) {
            properties.putIfAbsent(
                    StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
                    context.config().service().standbys());
        }
        properties.putAll(definition.properties());
        return properties;
    }

    private void deadLetters(Properties properties, String topic) {
        properties.put(UnexpectedErrors.LETTERS, new DeadLetters(name(), context.metrics()));
        properties.put(
                UnexpectedErrors.TOPICS,
                ClusterCheck.topics(context.config()).stream()
                        .map(TopicSpec::name)
                        .collect(Collectors.toSet()));
        properties.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, topic);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, UnexpectedErrors.class);
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnexpectedErrors.class);
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, UnexpectedErrors.class);
    }

    private void describe(Topology topology) {
        LOG.atInfo()
                .addKeyValue("stage", name())
                .addKeyValue("application", definition.applicationId())
                .log("stage starts");
        LOG.atDebug()
                .addKeyValue("stage", name())
                .addKeyValue("topology", topology.describe())
                .log("topology of the stage");
    }

    private void changed(State now) {
        LOG.atInfo().addKeyValue("stage", name()).addKeyValue("state", now).log("stage changed state");
        if (now == State.ERROR) {
            stopped.complete(new ExitReason(ExitCode.UNEXPECTED, name() + " failed; see the log for the cause"));
        }
    }

    /** The reason to stop, if any. A handler that throws would silently leave the stage without its thread. */
    private Optional<ExitReason> stop(Throwable fault) {
        try {
            return faults.stop(name(), Thread.currentThread().getName(), fault);
        } catch (Throwable e) {
            fault.addSuppressed(e);
            return Optional.of(new ExitReason(
                    ExitCode.UNEXPECTED,
                    name() + " failed (" + ThreadFaults.root(fault)
                            + "), and so did the handling of that failure; please report it"));
        }
    }

    private StreamThreadExceptionResponse uncaught(Throwable fault) {
        var stop = stop(fault);
        if (stop.isPresent()) {
            if (stop.get().code() == ExitCode.UNWRITABLE) {
                countUnwritable();
            }
            stopped.complete(stop.get());
            LOG.atError().addKeyValue("stage", name()).setCause(fault).log("stage stops");
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        context.metrics().counter(Metric.THREADS_REPLACED, name()).increment();
        LOG.atWarn()
                .addKeyValue("stage", name())
                .addKeyValue("fault", ThreadFaults.root(fault))
                .log("stream thread failed and is replaced");
        LOG.atDebug().addKeyValue("stage", name()).setCause(fault).log("stream thread failed");
        StreamMembers.removeThisThread(
                context.clients(),
                definition.applicationId(),
                context.config().service().instance());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
