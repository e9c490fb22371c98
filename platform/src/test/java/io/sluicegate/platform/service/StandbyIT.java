package io.sluicegate.platform.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.platform.config.PipelineConfigReader;
import io.sluicegate.platform.kafka.Clients;
import io.sluicegate.platform.kafka.ClusterCheck;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One of two instances of a stage that keeps state is killed. */
@WithCluster
class StandbyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int KEYS = 2_000;

    @TempDir
    Path folder;

    @Test
    void shouldTakeOverFromAKilledInstanceWithTheStateAtHand(TestCluster cluster) throws Exception {
        assertThat(restoredAfterAKill(cluster, "with", "")).isLessThan(KEYS / 10);
    }

    @Test
    void shouldReadTheStateAgainWithoutStandbys(TestCluster cluster) throws Exception {
        assertThat(restoredAfterAKill(cluster, "without", "standbys: 0, ")).isGreaterThanOrEqualTo(KEYS);
    }

    /** Records of the state that the other instance has read to take over. */
    private double restoredAfterAKill(TestCluster cluster, String pipeline, String setting) throws Exception {
        createTopics(cluster, pipeline);
        var killed = process(file(cluster, pipeline, "killed", setting));
        var runner = new AtomicReference<ServiceRunner>();
        var stage = new AtomicReference<StreamsStage>();
        try {
            produce(cluster, pipeline, KEYS);
            cluster.readUntil(pipeline + ".features", new StringDeserializer(), KEYS, PATIENCE);
            runner.set(new ServiceRunner(KeeperMain.stage(stage::set)));
            var exit = run(runner.get(), file(cluster, pipeline, "other", setting));
            await().atMost(PATIENCE).until(() -> isRunning(stage.get()));
            if (setting.isEmpty()) {
                await().atMost(PATIENCE).until(() -> hasCopy(stage.get()));
            }

            killed.destroyForcibly().waitFor();
            produce(cluster, pipeline, 1);

            var answers = cluster.readUntil(pipeline + ".features", new StringDeserializer(), KEYS + 1, PATIENCE);
            assertThat(answers.get(KEYS).value()).as("count of the first key").isEqualTo("2");
            var restored = total(stage.get(), "restore-total");
            runner.get().stop();
            assertThat(exit.get().code()).isEqualTo(ExitCode.OK);
            return restored;
        } finally {
            killed.destroyForcibly();
        }
    }

    private static boolean isRunning(StreamsStage stage) {
        return stage != null
                && stage.streams()
                        .filter(it -> it.state() == KafkaStreams.State.RUNNING)
                        .isPresent();
    }

    private static boolean hasCopy(StreamsStage stage) {
        return stage.streams().orElseThrow().allLocalStorePartitionLags().values().stream()
                .flatMap(partitions -> partitions.values().stream())
                .anyMatch(copy -> copy.currentOffsetPosition() >= KEYS);
    }

    private static double total(StreamsStage stage, String metric) {
        return stage.streams().orElseThrow().metrics().values().stream()
                .filter(it -> it.metricName().name().equals(metric)
                        && it.metricName().group().equals("stream-task-metrics"))
                .mapToDouble(it -> (double) it.metricValue())
                .sum();
    }

    private static void produce(TestCluster cluster, String pipeline, int keys) {
        cluster.produce(
                IntStream.range(0, keys)
                        .mapToObj(i -> new ProducerRecord<>(pipeline + ".events", "key-" + i, ""))
                        .toList(),
                new StringSerializer());
    }

    private static CompletableFuture<ExitReason> run(ServiceRunner runner, Path file) {
        var exit = new CompletableFuture<ExitReason>();
        new Thread(() -> exit.complete(runner.run(file, Map.of()))).start();
        return exit;
    }

    private static Process process(Path file) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(List.of(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeeperMain.class.getName(),
                        file.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void createTopics(TestCluster cluster, String pipeline) throws IOException {
        var config = PipelineConfigReader.read(file(cluster, pipeline, "topics", ""), Map.of());
        try (var clients = new Clients(config.kafka(), config.service());
                var admin = ClusterCheck.admin(config, clients)) {
            admin.apply(ClusterCheck.topics(config));
        }
    }

    /** No lag counts as caught up: else Kafka Streams may move the task to the newcomer at once, which reads the state, too. */
    private Path file(TestCluster cluster, String pipeline, String instance, String setting) throws IOException {
        return Files.writeString(folder.resolve(pipeline + "-" + instance + ".yaml"), """
                pipeline: %s
                partitions: 1
                kafka:
                  bootstrap: "%s"
                  registry: "mock://%s"
                  latency: low
                  properties: {session.timeout.ms: "6000", metrics.recording.level: DEBUG, acceptable.recovery.lag: "0"}
                service: {%sinstance: %s, data: %s, host: 127.0.0.1, port: 0, drain: 10s}
                events: {entity: e, time: t}
                features:
                  - {name: f, type: double, field: f}
                model: {name: m}
                """.formatted(
                pipeline, cluster.bootstrapServers(), pipeline, setting, instance, folder.resolve("data-" + instance)));
    }
}
