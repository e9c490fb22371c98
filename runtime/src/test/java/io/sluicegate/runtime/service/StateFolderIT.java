package io.sluicegate.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.runtime.cluster.ClusterCheck;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.testing.FreePort;
import io.sluicegate.testing.SmallDisk;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.WithCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stage whose state's folder can't be written, or has no room. */
@WithCluster(lifetime = WithCluster.Lifetime.JVM)
class StateFolderIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STORE = "kept";

    /** Values so large that RocksDB has to write to its disk soon. */
    private static final int BYTES = 200_000;

    private static final int FEW = 5;
    private static final int MANY = 200;
    private static final int DISK_KIB = 160 << 10;

    @TempDir
    Path folder;

    private final ServiceRunner runner = runner();
    private int port;

    @BeforeEach
    void choose() {
        port = FreePort.find();
    }

    @Test
    void shouldSayThatItsFolderCannotBeWrittenAndStartOnceItCan(TestCluster cluster) throws Exception {
        createTopics(cluster, "walled");
        var inTheWay =
                Files.createFile(Files.createDirectories(folder.resolve("data")).resolve("state"));

        var exit = run(runner, cluster, "walled");

        awaitAnswer("/readyz", "UNWRITABLE: can't write " + inTheWay);
        awaitAnswer("/metrics", "sluicegate_state_unwritable_total{pipeline=\"walled\",stage=\"keeper\"} ");
        Files.delete(inTheWay);
        awaitAnswer("/readyz", "200");
        produce(cluster, "walled", 0, FEW);
        awaitAnswered(cluster, "walled", FEW);
        runner.stop();
        assertThat(exit.get().code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void shouldStopWhenItsDiskIsFullAndLoseNothingOnceThereIsRoom(TestCluster cluster) throws Exception {
        createTopics(cluster, "full");
        try (var disk = SmallDisk.mount(folder.resolve("data"), DISK_KIB)) {
            var exit = run(runner, cluster, "full");
            awaitAnswer("/readyz", "200");
            produce(cluster, "full", 0, FEW);
            awaitAnswered(cluster, "full", FEW);

            disk.fill();
            produce(cluster, "full", FEW, MANY);
            assertThat(exit).succeedsWithin(PATIENCE).satisfies(reason -> {
                assertThat(reason.code()).isEqualTo(ExitCode.UNWRITABLE);
                assertThat(reason.line())
                        .contains("keeper can't write its state")
                        .contains(STORE)
                        .contains("No space left")
                        .contains("make room");
            });

            disk.fill();
            var second = runner();
            var end = run(second, cluster, "full");
            awaitAnswer("/readyz", "UNWRITABLE: can't write " + folder.resolve("data"));
            disk.makeRoom();
            awaitAnswered(cluster, "full", MANY);
            assertThat(cluster.readAll("full.events.dlq", new StringDeserializer()))
                    .isEmpty();
            second.stop();
            assertThat(end.get().code()).isEqualTo(ExitCode.OK);
        }
    }

    private static ServiceRunner runner() {
        return new ServiceRunner(context -> new StreamsStage(
                context,
                StreamsDefinition.of(
                                "keeper",
                                context.applicationId("keeper"),
                                () -> keeping(context.config().pipeline()))
                        .withDeadLetters(context.config().pipeline() + ".events.dlq")
                        .keepingState()));
    }

    private CompletableFuture<ExitReason> run(ServiceRunner runner, TestCluster cluster, String pipeline)
            throws IOException {
        var file = file(pipeline, cluster, port);
        var exit = new CompletableFuture<ExitReason>();
        new Thread(() -> exit.complete(runner.run(file, Map.of()))).start();
        return exit;
    }

    private static Topology keeping(String pipeline) {
        var string = Serdes.String();
        var bytes = Serdes.ByteArray();
        return new Topology()
                .addSource("events", string.deserializer(), bytes.deserializer(), pipeline + ".events")
                .addProcessor("keep", Keeper::new, "events")
                .addStateStore(
                        Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), string, bytes), "keep")
                .addSink("answers", pipeline + ".features", string.serializer(), string.serializer(), "keep");
    }

    private static final class Keeper extends ContextualProcessor<String, byte[], String, String> {
        @Override
        public void process(Record<String, byte[]> record) {
            KeyValueStore<String, byte[]> store = context().getStateStore(STORE);
            store.put(record.key(), record.value());
            context().forward(record.withValue(record.key()));
        }
    }

    private static void produce(TestCluster cluster, String pipeline, int from, int until) {
        var random = new Random(from);
        cluster.produce(
                IntStream.range(from, until)
                        .mapToObj(i -> {
                            var value = new byte[BYTES];
                            random.nextBytes(value);
                            value[0] = 1; // instead of 0, which announces a schema id: the stage would look for that
                            // schema
                            return new ProducerRecord<>(pipeline + ".events", "event-" + i, value);
                        })
                        .toList(),
                new ByteArraySerializer());
    }

    private static void awaitAnswered(TestCluster cluster, String pipeline, int count) {
        var answers = cluster.readUntil(pipeline + ".features", new StringDeserializer(), count, PATIENCE);
        assertThat(answers)
                .extracting(answer -> answer.value())
                .containsExactlyElementsOf(
                        IntStream.range(0, count).mapToObj(i -> "event-" + i).toList());
    }

    private void awaitAnswer(String path, String text) {
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(IOException.class).untilAsserted(() -> assertThat(get(path))
                .contains(text));
    }

    private String get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private void createTopics(TestCluster cluster, String pipeline) throws IOException {
        var config = PipelineConfigReader.read(file(pipeline, cluster, 0), Map.of());
        try (var clients = new Clients(config.kafka(), config.service());
                var admin = ClusterCheck.admin(config, clients)) {
            admin.apply(ClusterCheck.topics(config));
        }
    }

    private Path file(String pipeline, TestCluster cluster, int port) throws IOException {
        return Files.writeString(folder.resolve(pipeline + ".yaml"), """
                pipeline: %s
                partitions: 1
                kafka: {bootstrap: "%s", registry: "mock://%s", latency: low}
                service: {instance: i1, data: %s, host: 127.0.0.1, port: %d, drain: 10s}
                events: {entity: e, time: t}
                features:
                  - {name: f, type: double, field: f}
                model: {name: m}
                """.formatted(
                        pipeline, cluster.bootstrapServers(), pipeline, folder.resolve("data"), port));
    }
}
