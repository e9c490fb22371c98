package io.sluicegate.launcher;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.control.ControlStage;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.VersionStatus;
import io.sluicegate.runtime.cluster.PipelineTopics;
import io.sluicegate.runtime.control.ControlClient;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A pipeline of its own name with a real rollout control, and with instances that are records of the test's, repeated every second. */
final class ControlledPipeline implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Path file;
    private final PipelineConfig config;
    private final Clients clients;
    private final ControlClient control;
    private final Operator operator;
    private final KafkaProducer<String, InstanceStatus> heartbeats;
    private final Map<String, InstanceStatus> instances = new ConcurrentHashMap<>();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();

    ControlledPipeline(TestCluster cluster, Path folder, String name) throws IOException {
        this.folder = folder;
        file = Files.writeString(
                folder.resolve(name + ".yaml"),
                Files.readString(Path.of("../examples/fraud/fraud.yaml"))
                        .replaceAll("pipeline: fraud", "pipeline: " + name)
                        .replaceAll("  name: fraud-model", "  name: model-of-" + name)
                        .replaceAll("bootstrap: .*", "bootstrap: " + cluster.bootstrapServers())
                        .replaceAll("registry: .*", "registry: " + TestRegistry.url("controlled"))
                        .replaceAll("  data: .*", "  data: " + folder.resolve("data"))
                        .replaceAll("  store: .*", "  store: " + folder.resolve("models")));
        config = PipelineConfigReader.read(file, Map.of());
        clients = new Clients(config.kafka(), config.service());
        PipelineTopics.apply(config, clients);
        control = new ControlClient(clients);
        operator = new Operator(control, config);
        heartbeats = new KafkaProducer<>(
                clients.producerProperties("heartbeats"),
                new StringSerializer(),
                clients.serdes().specific(InstanceStatus.class).serializer());
        var unused = heart.scheduleAtFixedRate(() -> instances.values().forEach(this::beat), 1, 1, TimeUnit.SECONDS);
    }

    Path file() {
        return file;
    }

    ControlClient control() {
        return control;
    }

    Operator operator() {
        return operator;
    }

    PipelineConfig config() {
        return config;
    }

    Clients clients() {
        return clients;
    }

    /** Rollout control, ready. */
    ControlStage started() {
        var stage = new ControlStage(new StageContext(config, new SimpleMeterRegistry(), clients));
        stage.start();
        await("rollout control").atMost(PATIENCE).until(() -> stage.readiness().isReady());
        return stage;
    }

    void register(String version) {
        operator.send(operator.command(CommandKind.REGISTER, version)
                .setLocation(folder.resolve("models").resolve(version).toString())
                .setBundleDigest(digest(version))
                .setFeatureSetFingerprint(config.features().fingerprint()));
    }

    /** What the instance reports from now on. */
    void report(String instance, long revision, String version, LoadState state) {
        var status = InstanceStatus.newBuilder()
                .setPipeline(config.pipeline())
                .setInstance(instance)
                .setStartedAt(Instant.now())
                .setAt(Instant.now())
                .setRevision(revision)
                .setVersions(List.of(VersionStatus.newBuilder()
                        .setVersion(version)
                        .setBundleDigest(digest(version))
                        .setState(state)
                        .setError(state == LoadState.FAILED ? "GOLDEN_MISMATCH: 0.5 instead of 0.7" : null)
                        .build()))
                .build();
        instances.put(instance, status);
        beat(status);
    }

    private void beat(InstanceStatus status) {
        var unused = heartbeats.send(
                new ProducerRecord<>(Topics.STATUS, config.pipeline() + "/" + status.getInstance(), status));
    }

    /** The digest that is registered of a version: model versions of one digest are one bundle. */
    private String digest(String version) {
        return "digest-" + config.pipeline() + "-" + version;
    }

    /** The number of the revision in force; 0 before the first. */
    long revision() {
        return control.inForce(config.pipeline(), PATIENCE)
                .map(Deployment::getRevision)
                .orElse(0L);
    }

    void awaitRevision(long revision) {
        await("revision " + revision).atMost(PATIENCE).until(() -> revision() == revision);
    }

    @Override
    public void close() {
        heart.shutdownNow();
        heartbeats.close();
        control.close();
        clients.close();
    }
}
