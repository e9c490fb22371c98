package io.sluicegate.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.console.PipelineFollower;
import io.sluicegate.console.domain.PipelineFacts;
import io.sluicegate.control.ControlStage;
import io.sluicegate.enricher.EnricherStage;
import io.sluicegate.fraud.FraudExample;
import io.sluicegate.fraud.PublishedVersion;
import io.sluicegate.fraud.Scale;
import io.sluicegate.launcher.Operator;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.pipeline.config.ServiceSettings;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.Role;
import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.registry.RegistryProcess;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.cluster.PipelineTopics;
import io.sluicegate.runtime.control.ControlClient;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.metrics.MeterRegistries;
import io.sluicegate.runtime.service.Stage;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.runtime.service.StageFactory;
import io.sluicegate.sandbox.Closing;
import io.sluicegate.scorer.ScorerStage;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real control and two real scorer instances: one joins in mid-stream, is restarted, and each event is answered once. */
@WithCluster
class TwoScorersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final double SHARE = 30;

    @TempDir
    private Path folder;

    private final Closing closing = new Closing();
    private TestCluster cluster;
    private RegistryProcess registry;
    private PipelineConfig config;
    private Clients clients;
    private ControlClient control;
    private Operator operator;
    private PipelineFollower follower;

    @BeforeEach
    void start(TestCluster broker) throws Exception {
        cluster = broker;
        registry = closing.add(RegistryProcess.start(folder.resolve("registry")));
        config = config("one");
        clients = closing.add(new Clients(config.kafka(), config.service()));
        PipelineTopics.apply(config, clients);
        clients.schemas().register(AvroSerdes.subject(config.events().topic()), CardTransaction.getClassSchema());
        follower = closing.add(new PipelineFollower(config, clients, "facts", PipelineFollower.Start.BEGINNING));
        follower.start();
        control = closing.add(new ControlClient(clients));
        operator = new Operator(control, config);
    }

    @AfterEach
    void stop() {
        closing.close();
    }

    @Test
    void shouldPrepareOnEveryInstanceAndAnswerEachEventOnce() throws Exception {
        start("one", ControlStage::new);
        start("one", EnricherStage::new);
        start("one", ScorerStage::new);
        var example = FraudExample.create(config, new Scale(7, 480, 2400, 12_000), Instant.now());
        deploy(example.publishFirst("1", Instant.now()));
        var traffic = closing.add(example.traffic(clients, InstantSource.system()));
        traffic.start();
        awaitPredictions(1_000);

        var second = start("two", ScorerStage::new);
        await(facts -> facts.instances().size() == 2);
        var canary = canary(example.publishBad("1", "2", Instant.now()));
        await(facts -> decided(facts, "2") > 100);
        second.close();
        start("two", ScorerStage::new);
        awaitPredictions(follower.snapshot().traffic().predictions() + 1_000);
        var abort = abort();
        awaitPredictions(follower.snapshot().traffic().predictions() + 1_000);
        traffic.pause();
        awaitPredictions(traffic.counts().events());

        var check = new LogCheck(config, clients);
        assertThat(check.verdict()).matches(LogCheck.Verdict::holds, "each event answered once, in order");
        assertThat(check.switched(canary, abort).partitions()).hasSize(config.partitions());
        assertThat(check.switched(canary, abort).isClean()).isTrue();
        shouldHaveRoutedByBucket(canary);
    }

    /** The cohort is those keys whose bucket lies below the share, and nobody else. */
    private void shouldHaveRoutedByBucket(long canary) {
        var predictions = cluster.readAll(
                Topics.of(config.pipeline()).predictions(),
                clients.serdes().specific(Prediction.class).deserializer());
        assertThat(predictions)
                .extracting(record -> record.value())
                .filteredOn(prediction -> prediction.getRevision() == canary)
                .isNotEmpty()
                .allSatisfy(prediction -> {
                    var inCohort = prediction.getBucket() < SHARE * 100;
                    assertThat(prediction.getRole()).isEqualTo(inCohort ? Role.CANDIDATE : Role.PRIMARY);
                    assertThat(prediction.getVersion()).isEqualTo(inCohort ? "2" : "1");
                });
    }

    private void deploy(PublishedVersion version) throws Exception {
        register(version);
        operator.send(operator.command(CommandKind.DEPLOY, version.version()));
        await(facts -> facts.primary().filter(version.version()::equals).isPresent());
    }

    private long canary(PublishedVersion version) throws Exception {
        register(version);
        operator.send(operator.command(CommandKind.CANARY, version.version()).setPercent(SHARE));
        var facts = await(now -> now.candidate().isPresent()
                && activation(now, version.version()).isPresent());
        assertThat(activation(facts, version.version()))
                .hasValueSatisfying(entry -> assertThat(entry.getReason()).contains("2 live instance"));
        return facts.revision();
    }

    /** It is in another topic than the deployment, and may be read later. */
    private static Optional<AuditEntry> activation(PipelineFacts facts, String version) {
        return facts.audit().stream()
                .filter(entry -> entry.getKind() == AuditKind.ACTIVATED)
                .filter(entry -> entry.getReason().startsWith("version " + version + " "))
                .findFirst();
    }

    private long abort() throws Exception {
        operator.send(operator.command(CommandKind.ABORT, "2")
                .setExpectedRevision(follower.snapshot().revision()));
        return await(now -> now.candidate().isEmpty()).revision();
    }

    private void register(PublishedVersion version) {
        operator.send(operator.command(CommandKind.REGISTER, version.version())
                .setLocation(version.location())
                .setBundleDigest(version.digest())
                .setFeatureSetFingerprint(version.featureSetFingerprint()));
    }

    private static long decided(PipelineFacts facts, String version) {
        return facts.traffic().versions().stream()
                .filter(counts -> counts.version().equals(version))
                .mapToLong(counts -> counts.predictions())
                .sum();
    }

    private void awaitPredictions(long count) throws Exception {
        await(facts -> facts.traffic().predictions() >= count);
    }

    private PipelineFacts await(Predicate<PipelineFacts> condition) throws Exception {
        return follower.await(condition, PATIENCE);
    }

    private Stage start(String instance, StageFactory factory) {
        var own = config(instance);
        var context = new StageContext(
                own, MeterRegistries.prometheus(), closing.add(new Clients(own.kafka(), own.service())));
        var stage = closing.add(factory.create(context));
        stage.start();
        return stage;
    }

    private PipelineConfig config(String instance) {
        var fraud = PipelineConfigReader.read(
                Path.of("../examples/fraud/fraud.yaml"),
                Map.of(
                        "SLUICEGATE_BOOTSTRAP", cluster.bootstrapServers(),
                        "SLUICEGATE_REGISTRY", registry.url(),
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
}
