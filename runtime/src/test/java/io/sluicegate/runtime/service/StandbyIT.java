package io.sluicegate.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.runtime.cluster.ClusterCheck;
import io.sluicegate.runtime.kafka.Clients;
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
import org.apache.kafka.streams.LagInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One of two instances of a stage that keeps state is killed. There are two partitions: Kafka Streams warms up a copy of one of them on
 * the second instance anyway, to balance the load; of the other one there is a copy only with standbys.
 */
@WithCluster(lifetime = WithCluster.Lifetime.JVM)
class StandbyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int KEYS = 2_000;
    /** In both partitions. */
    private static final int AGAIN = 10;

    private static final int PARTITIONS = 2;

    /** The instance that takes over. */
    private record Other(StreamsStage stage, MeterRegistry meters) {
        boolean hasCopies() {
            var copies = stage.streams().orElseThrow().allLocalStorePartitionLags().values().stream()
                    .flatMap(partitions -> partitions.values().stream())
                    .toList();
            return copies.size() == PARTITIONS
                    && copies.stream().mapToLong(LagInfo::currentOffsetPosition).sum() >= KEYS;
        }

        double restored() {
            return meters.get(Metric.STATE_RESTORED.id()).counter().count();
        }
    }

    @TempDir
    Path folder;

    @Test
    void shouldTakeOverFromAKilledInstanceWithTheStateAtHand(TestCluster cluster) throws Exception {
        assertThat(restoredAfterAKill(cluster, "with", "")).isLessThan(KEYS / 10);
    }

    @Test
    void shouldReadTheStateAgainWithoutStandbys(TestCluster cluster) throws Exception {
        assertThat(restoredAfterAKill(cluster, "without", "standbys: 0, ")).isGreaterThan(KEYS / 4);
    }

    /** Records of the state that the other instance has read to take over. */
    private double restoredAfterAKill(TestCluster cluster, String pipeline, String setting) throws Exception {
        createTopics(cluster, pipeline);
        var killed = process(file(cluster, pipeline, "killed", setting));
        var runner = new AtomicReference<ServiceRunner>();
        var other = new AtomicReference<Other>();
        try {
            produce(cluster, pipeline, KEYS);
            cluster.readUntil(pipeline + ".features", new StringDeserializer(), KEYS, PATIENCE);
            runner.set(new ServiceRunner(context -> {
                var stage = KeeperMain.stage(context);
                other.set(new Other(stage, context.metrics().registry()));
                return stage;
            }));
            var exit = run(runner.get(), file(cluster, pipeline, "other", setting));
            await().atMost(PATIENCE).until(() -> isRunning(other.get()));
            if (setting.isEmpty()) {
                await().atMost(PATIENCE).until(() -> other.get().hasCopies());
            }

            killed.destroyForcibly().waitFor();
            produce(cluster, pipeline, AGAIN);

            assertThat(cluster.readUntil(pipeline + ".features", new StringDeserializer(), KEYS + AGAIN, PATIENCE))
                    .filteredOn(answer -> answer.value().equals("2"))
                    .as("keys counted twice")
                    .hasSize(AGAIN);
            var restored = other.get().restored();
            runner.get().stop();
            assertThat(exit.get().code()).isEqualTo(ExitCode.OK);
            return restored;
        } finally {
            killed.destroyForcibly();
        }
    }

    private static boolean isRunning(Other other) {
        return other != null && other.stage().readiness().isReady();
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
                        "-XX:TieredStopAtLevel=1",
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
                partitions: 2
                kafka:
                  bootstrap: "%s"
                  registry: "mock://%s"
                  latency: low
                  properties: {main.consumer.session.timeout.ms: "6000", acceptable.recovery.lag: "0"}
                service: {%sinstance: %s, data: %s, host: 127.0.0.1, port: 0, drain: 10s}
                events: {entity: e, time: t}
                features:
                  - {name: f, type: double, field: f}
                model: {name: m}
                """.formatted(
                pipeline, cluster.bootstrapServers(), pipeline, setting, instance, folder.resolve("data-" + instance)));
    }
}
