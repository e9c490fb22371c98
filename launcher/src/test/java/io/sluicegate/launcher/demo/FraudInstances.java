package io.sluicegate.launcher.demo;

import io.sluicegate.console.PipelineFollower;
import io.sluicegate.console.domain.PipelineFacts;
import io.sluicegate.fraud.PublishedVersion;
import io.sluicegate.launcher.Operator;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.pipeline.config.ServiceSettings;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.cluster.PipelineTopics;
import io.sluicegate.runtime.control.ControlClient;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.metrics.MeterRegistries;
import io.sluicegate.runtime.service.Stage;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.runtime.service.StageFactory;
import io.sluicegate.sandbox.Closing;
import io.sluicegate.testing.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The fraud example's pipeline, operated by a person. Its stages run within this process; each instance has an id and a folder of its
 * own.
 */
final class FraudInstances implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path folder;
    private final TestCluster cluster;
    private final String registry;
    private final Closing closing = new Closing();
    private final PipelineConfig config;
    private final Clients clients;
    private final Operator operator;
    private final PipelineFollower follower;

    FraudInstances(Path folder, TestCluster cluster, String registry) {
        this.folder = folder;
        this.cluster = cluster;
        this.registry = registry;
        config = config("one");
        clients = closing.add(new Clients(config.kafka(), config.service()));
        PipelineTopics.apply(config, clients);
        clients.schemas().register(AvroSerdes.subject(config.events().topic()), CardTransaction.getClassSchema());
        follower = closing.add(new PipelineFollower(config, clients, "facts", PipelineFollower.Start.BEGINNING));
        follower.start();
        operator = new Operator(closing.add(new ControlClient(clients)), config);
    }

    private PipelineConfig config(String instance) {
        var fraud = PipelineConfigReader.read(
                Path.of("../examples/fraud/fraud.yaml"),
                Map.of(
                        "SLUICEGATE_BOOTSTRAP", cluster.bootstrapServers(),
                        "SLUICEGATE_REGISTRY", registry,
                        "SLUICEGATE_MODELS", folder.resolve("models").toString()));
        var service = fraud.service();
        return new PipelineConfig(
                fraud.pipeline(),
                fraud.partitions(),
                fraud.kafka(),
                new ServiceSettings(
                        instance,
                        folder.resolve(instance),
                        service.host(),
                        service.port(),
                        service.threads(),
                        service.drain()),
                fraud.events(),
                fraud.features(),
                fraud.model(),
                fraud.drift(),
                fraud.policies());
    }

    Stage start(String instance, StageFactory factory) {
        var own = config(instance);
        var context = new StageContext(
                own, MeterRegistries.prometheus(), closing.add(new Clients(own.kafka(), own.service())));
        var stage = closing.add(factory.create(context));
        stage.start();
        return stage;
    }

    /** Closes a thing before the pipeline's clients. */
    <T extends AutoCloseable> T closing(T thing) {
        return closing.add(thing);
    }

    PipelineConfig config() {
        return config;
    }

    Clients clients() {
        return clients;
    }

    Operator operator() {
        return operator;
    }

    /** What is known of the pipeline now. */
    PipelineFacts facts() {
        return follower.snapshot();
    }

    PipelineFacts await(Predicate<PipelineFacts> condition) throws Exception {
        return follower.await(condition, PATIENCE);
    }

    void awaitPredictions(long count) throws Exception {
        await(facts -> facts.traffic().predictions() >= count);
    }

    void awaitFurtherPredictions(long count) throws Exception {
        awaitPredictions(facts().traffic().predictions() + count);
    }

    void register(PublishedVersion version) {
        operator.send(operator.command(CommandKind.REGISTER, version.version())
                .setLocation(version.location())
                .setBundleDigest(version.digest())
                .setFeatureSetFingerprint(version.featureSetFingerprint()));
    }

    void deploy(PublishedVersion version) throws Exception {
        register(version);
        operator.send(operator.command(CommandKind.DEPLOY, version.version()));
        await(facts -> facts.primary().filter(version.version()::equals).isPresent());
    }

    @Override
    public void close() {
        closing.close();
    }
}
