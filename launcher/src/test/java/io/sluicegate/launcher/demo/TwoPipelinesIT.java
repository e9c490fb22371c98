package io.sluicegate.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sluicegate.control.ControlStage;
import io.sluicegate.drift.DriftStage;
import io.sluicegate.enricher.EnricherStage;
import io.sluicegate.fraud.FraudExample;
import io.sluicegate.fraud.Scale;
import io.sluicegate.fraud.traffic.TrafficGenerator;
import io.sluicegate.launcher.Operator;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.registry.RegistryProcess;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.cluster.PipelineTopics;
import io.sluicegate.runtime.control.ControlClient;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.metrics.MeterRegistries;
import io.sluicegate.runtime.service.Stage;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.runtime.service.StageGroup;
import io.sluicegate.sandbox.Closing;
import io.sluicegate.scorer.ScorerStage;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import io.sluicegate.trigger.TriggerStage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every stage of two pipelines in one process: neither knows of the other. */
@WithCluster
class TwoPipelinesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Scale SCALE = new Scale(7, 480, 2400, 12_000);
    private static final long EVENTS = 500;

    @TempDir
    private Path folder;

    private final Closing closing = new Closing();
    private final TestCluster cluster;
    private final PrometheusMeterRegistry meters = MeterRegistries.prometheus();

    TwoPipelinesIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @AfterEach
    void stop() {
        closing.close();
    }

    @Test
    void shouldAnswerTheEventsOfBoth() throws Exception {
        var registry = closing.add(RegistryProcess.start(folder.resolve("registry")));
        var configs = List.of(config("fraud", registry.url()), config("wholesale", registry.url()));
        var stages = new ArrayList<Stage>();
        for (var config : configs) {
            stages.addAll(stages(config));
        }
        stages.add(new ControlStage(context(configs.get(0)), configs));
        var group = closing.add(new StageGroup(stages));
        group.start();
        assertThat(group.trouble()).containsKeys("fraud/stream-scorer", "wholesale/stream-scorer");

        var traffic = new ArrayList<TrafficGenerator>();
        for (var config : configs) {
            traffic.add(decideAndSend(config));
        }

        for (var i = 0; i < configs.size(); i++) {
            var config = configs.get(i);
            var generator = traffic.get(i);
            await().atMost(PATIENCE).until(() -> generator.counts().events() > EVENTS);
            generator.pause();
            await(config.pipeline())
                    .atMost(PATIENCE)
                    .until(() ->
                            answered(config.pipeline()) >= generator.counts().events());
            assertThat(new LogCheck(config, clients(config)).verdict())
                    .matches(LogCheck.Verdict::holds, "each event answered once");
            assertThat(answered(config.pipeline())).isEqualTo(generator.counts().events());
        }
        assertThat(group.trouble()).isEmpty();
    }

    private TrafficGenerator decideAndSend(PipelineConfig config) throws Exception {
        var example = FraudExample.create(config, SCALE, Instant.now());
        var version = example.publishFirst("1", Instant.now());
        var operator = new Operator(closing.add(new ControlClient(clients(config))), config);
        operator.send(operator.command(CommandKind.REGISTER, version.version())
                .setLocation(version.location())
                .setBundleDigest(version.digest())
                .setFeatureSetFingerprint(version.featureSetFingerprint()));
        operator.send(operator.command(CommandKind.DEPLOY, version.version()));
        var traffic = closing.add(example.traffic(clients(config), InstantSource.system()));
        traffic.start();
        return traffic;
    }

    private double answered(String pipeline) {
        return meters.find(Metric.SCORER_ROWS.id()).tag(Metric.PIPELINE, pipeline).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private List<Stage> stages(PipelineConfig config) {
        var clients = clients(config);
        PipelineTopics.apply(config, clients);
        clients.schemas().register(AvroSerdes.subject(config.events().topic()), CardTransaction.getClassSchema());
        var context = context(config);
        return List.of(
                new EnricherStage(context),
                new ScorerStage(context),
                new DriftStage(context),
                new TriggerStage(context));
    }

    private StageContext context(PipelineConfig config) {
        return new StageContext(config, meters, clients(config));
    }

    private Clients clients(PipelineConfig config) {
        return closing.add(new Clients(config.kafka(), config.service()));
    }

    /** The same data folder, instance and store for both, as in one file of settings. */
    private PipelineConfig config(String pipeline, String registry) throws Exception {
        var file = Files.writeString(
                folder.resolve(pipeline + ".yaml"),
                Files.readString(Path.of("../examples/fraud/fraud.yaml"))
                        .replace("pipeline: fraud", "pipeline: " + pipeline)
                        .replace("topic: fraud.events", "topic: " + pipeline + ".events")
                        .replace("name: fraud-model", "name: " + pipeline + "-model"));
        return PipelineConfigReader.read(
                file,
                Map.of(
                        "SLUICEGATE_BOOTSTRAP", cluster.bootstrapServers(),
                        "SLUICEGATE_REGISTRY", registry,
                        "SLUICEGATE_DATA", folder.resolve("data").toString(),
                        "SLUICEGATE_MODELS", folder.resolve("models").toString()));
    }
}
