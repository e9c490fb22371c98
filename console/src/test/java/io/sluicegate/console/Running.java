package io.sluicegate.console;

import static org.awaitility.Awaitility.await;

import io.sluicegate.console.PipelineFollower.Start;
import io.sluicegate.pipeline.catalogue.TopicSpec;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.DriftSettings;
import io.sluicegate.pipeline.config.EventSettings;
import io.sluicegate.pipeline.config.EventSettings.Unreadable;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.pipeline.config.KafkaSettings;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.pipeline.config.KafkaSettings.Latency;
import io.sluicegate.pipeline.config.ModelSettings;
import io.sluicegate.pipeline.config.ModelSettings.Approval;
import io.sluicegate.pipeline.config.ModelSettings.OtherDefinitions;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PolicySettings;
import io.sluicegate.pipeline.config.ServiceSettings;
import io.sluicegate.runtime.http.HttpServer;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.metrics.MeterRegistries;
import io.sluicegate.runtime.service.StageContext;
import io.sluicegate.testing.FreePort;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A console as it runs in production, on a test's broker and registry. */
final class Running implements AutoCloseable {
    private static final Duration ANY = Duration.ofMinutes(1);

    final ConsoleStage stage;
    final HttpServer server;
    private final @Nullable TestCluster cluster;
    private final Clients clients;

    private Running(@Nullable TestCluster cluster, PipelineConfig config, Start start) {
        var meters = MeterRegistries.prometheus();
        this.cluster = cluster;
        this.clients = new Clients(config.kafka(), config.service());
        this.stage = new ConsoleStage(new StageContext(config, meters, clients), start);
        this.server = HttpServer.start("localhost", 0, meters, Map::of, stage::routes);
        stage.start();
    }

    /** Ready, with the pipeline's topics just created. */
    static Running console(TestCluster cluster, String pipeline, Start start) throws Exception {
        createTopics(cluster, pipeline);
        return another(cluster, pipeline, start);
    }

    /** Ready, on topics that exist. */
    static Running another(TestCluster cluster, String pipeline, Start start) {
        var running = withoutTopics(cluster, pipeline, start);
        await().until(() -> running.stage.readiness().isReady());
        return running;
    }

    /** On a cluster as it is. */
    static Running withoutTopics(TestCluster cluster, String pipeline, Start start) {
        return new Running(cluster, config(cluster.bootstrapServers(), pipeline), start);
    }

    /** Where nothing listens. */
    static Running withoutBroker(String pipeline) {
        return new Running(null, config("localhost:" + FreePort.find(), pipeline), Start.END);
    }

    static void createTopics(TestCluster cluster, String pipeline) throws Exception {
        var existing = cluster.admin().listTopics().names().get();
        createMissing(cluster, existing, Topics.ofCluster());
        createMissing(cluster, existing, Topics.of(pipeline).ofPipeline(pipeline + ".events", 2));
    }

    private static void createMissing(TestCluster cluster, Set<String> existing, List<TopicSpec> topics) {
        topics.stream()
                .filter(topic -> !existing.contains(topic.name()))
                .forEach(topic -> cluster.createTopic(topic.name(), topic.partitions(), topic.settings()));
    }

    <T extends SpecificRecord> void write(String topic, Class<T> type, T value) {
        cluster.produce(topic, "key", value, clients.serdes().specific(type).serializer());
    }

    Clients clients() {
        return clients;
    }

    PipelineView view() {
        return stage.view();
    }

    private static PipelineConfig config(String bootstrap, String pipeline) {
        return new PipelineConfig(
                pipeline,
                2,
                new KafkaSettings(
                        bootstrap,
                        TestRegistry.url("console"),
                        Guarantee.EXACTLY_ONCE,
                        Latency.LOW,
                        (short) 1,
                        Map.of()),
                new ServiceSettings("console-1", Path.of("target/data"), "localhost", 0, 1, Duration.ofSeconds(10)),
                new EventSettings(
                        pipeline + ".events", "cardId", Optional.empty(), "occurredAt", ANY, ANY, Unreadable.HOLD),
                new FeatureSet(List.of()),
                new ModelSettings(
                        "fraud-model", Path.of("target/models"), Approval.NONE, 32, ANY, OtherDefinitions.REFUSE),
                new DriftSettings(ANY, ANY, ANY, ANY, 1, 0.001, 0.2, 0.15, ANY, ANY, 1),
                new PolicySettings(List.of(), Optional.empty(), List.of()));
    }

    @Override
    public void close() {
        stage.close();
        server.close();
        clients.close();
    }
}
