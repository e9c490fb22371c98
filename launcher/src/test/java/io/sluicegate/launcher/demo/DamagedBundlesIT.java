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
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.pipeline.config.ServiceSettings;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
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
import io.sluicegate.scorer.ScorerStage;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that are absent, cut short or incomplete, at a deployment and at the restart of a scorer, under real control. */
@WithCluster
class DamagedBundlesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String MODEL_FILE = "model.onnx";

    @TempDir
    private Path folder;

    private final Closing closing = new Closing();
    private TestCluster cluster;
    private PipelineConfig config;
    private Clients clients;
    private ControlClient control;
    private Operator operator;
    private PipelineFollower follower;

    @BeforeEach
    void start(TestCluster broker) {
        cluster = broker;
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
    void shouldAbortADeploymentOfADamagedBundleAndGoOnOnceItsOwnIsRepaired() throws Exception {
        start("one", ControlStage::new);
        start("one", EnricherStage::new);
        var scorer = start("one", ScorerStage::new);
        var example = FraudExample.create(config, new Scale(7, 480, 2400, 12_000), Instant.now());
        var first = example.publishFirst("1", Instant.now());
        deploy(first);
        var second = example.publishBad("1", "2", Instant.now());
        register(second);
        var traffic = closing.add(example.traffic(clients, InstantSource.system()));
        traffic.start();
        awaitPredictions(100);

        shouldAbort(second, "ABSENT", DamagedBundlesIT::delete);
        shouldAbort(second, "WRONG_DIGEST", bundle -> cutShort(bundle.resolve(MODEL_FILE)));
        shouldAbort(second, "WRONG_DIGEST", bundle -> Files.delete(bundle.resolve(MODEL_FILE)));

        scorer.close();
        var spare = damage(first, bundle -> cutShort(bundle.resolve(MODEL_FILE)));
        var again = start("one", ScorerStage::new);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> again.readiness().toString().contains("version 1 is FAILED (WRONG_DIGEST"));
        repair(first, spare);
        awaitPredictions(follower.snapshot().traffic().predictions() + 100);
        traffic.pause();
        awaitPredictions(traffic.counts().events());

        assertThat(new LogCheck(config, clients).verdict())
                .matches(LogCheck.Verdict::holds, "each event answered once, in order");
    }

    private interface Damage {
        void to(Path bundle) throws IOException;
    }

    private void shouldAbort(PublishedVersion version, String code, Damage damage) throws Exception {
        var spare = damage(version, damage);
        var aborted = aborted(follower.snapshot()).size();
        operator.send(operator.command(CommandKind.DEPLOY, version.version()));

        var facts = await(now -> aborted(now).size() > aborted);

        assertThat(aborted(facts)).first().satisfies(entry -> assertThat(entry.getReason())
                .contains(code));
        assertThat(facts.primary()).contains("1");
        repair(version, spare);
    }

    private static List<AuditEntry> aborted(PipelineFacts facts) {
        return facts.audit().stream()
                .filter(entry -> entry.getKind() == AuditKind.ABORTED)
                .toList();
    }

    /** Where a whole copy of the bundle is. */
    private Path damage(PublishedVersion version, Damage damage) throws IOException {
        var bundle = Path.of(version.location());
        var spare = Files.createTempDirectory(folder, "spare");
        copy(bundle, spare);
        damage.to(bundle);
        return spare;
    }

    private static void repair(PublishedVersion version, Path spare) throws IOException {
        copy(spare, Files.createDirectories(Path.of(version.location())));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void delete(Path bundle) throws IOException {
        try (var files = Files.list(bundle)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(bundle);
    }

    private static void cutShort(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }

    private void deploy(PublishedVersion version) throws Exception {
        register(version);
        operator.send(operator.command(CommandKind.DEPLOY, version.version()));
        await(facts -> facts.primary().filter(version.version()::equals).isPresent());
    }

    private void register(PublishedVersion version) {
        operator.send(operator.command(CommandKind.REGISTER, version.version())
                .setLocation(version.location())
                .setBundleDigest(version.digest())
                .setFeatureSetFingerprint(version.featureSetFingerprint()));
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
                        "SLUICEGATE_REGISTRY", "mock://damaged-bundles",
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
