package io.sluicegate.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.Label;
import io.sluicegate.registry.RegistryProcess;
import io.sluicegate.runtime.cluster.ClusterCheck;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.testing.FreePort;
import io.sluicegate.testing.LogCapture;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithCluster(lifetime = WithCluster.Lifetime.JVM)
class ServiceRunnerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** How often a topic will seem to be missing. */
    private static final AtomicInteger SEEMING = new AtomicInteger();

    @TempDir
    Path folder;

    @Test
    void shouldStartGetReadyWorkDrainAndStop(TestCluster cluster) throws Exception {
        createTopics(cluster, "whole");
        int port = FreePort.find();
        var file = file("whole", cluster.bootstrapServers(), port);
        var runner = new ServiceRunner(context -> new StreamsStage(
                context,
                StreamsDefinition.of("shouter", context.applicationId("shouter"), () -> shouting("whole"))
                        .withDeadLetters("whole.events.dlq")));

        var exit = CompletableFuture.supplyAsync(() -> runner.run(file, Map.of()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status(port, "/readyz")).contains(200));
        cluster.produce("whole.events", "k", "quiet", new StringSerializer());
        cluster.produce("whole.events", "k", "bug", new StringSerializer());
        cluster.produce("whole.events", "k", "again", new StringSerializer());

        var shouts = cluster.readUntil("whole.features", new StringDeserializer(), 2, PATIENCE);
        var letters = cluster.readUntil("whole.events.dlq", new StringDeserializer(), 1, PATIENCE);
        assertThat(shouts).extracting(record -> record.value()).containsExactly("QUIET", "AGAIN");
        assertThat(letters).extracting(record -> record.value()).containsExactly("bug");
        assertThat(letters.get(0).headers().lastHeader("sluicegate.error.code").value())
                .asString()
                .isEqualTo("UNEXPECTED");
        assertThat(body(port, "/metrics"))
                .contains("sluicegate_ready{pipeline=\"whole\",stage=\"shouter\"} 1.0")
                .contains(
                        "sluicegate_dead_letters_total{code=\"UNEXPECTED\",pipeline=\"whole\",stage=\"shouter\",topic=\"whole.events\"} 1.0")
                .contains("kafka_stream_");

        runner.stop();
        assertThat(exit.get()).isEqualTo(new ExitReason(ExitCode.OK, "asked to stop"));
        assertThat(status(port, "/healthz")).isEmpty();
    }

    @Test
    void shouldRunTheStagesOfTwoPipelinesInOneProcess(TestCluster cluster) throws Exception {
        int port = FreePort.find();
        var registry = TestRegistry.url("several");
        var files = new ArrayList<Path>();
        for (var pipeline : List.of("one", "other")) {
            createTopics(cluster, pipeline);
            files.add(file(pipeline, cluster.bootstrapServers(), registry, port));
        }
        var runner = new ServiceRunner(context -> {
            var pipeline = context.config().pipeline();
            return new StreamsStage(
                    context,
                    StreamsDefinition.of("shouter", context.applicationId("shouter"), () -> shouting(pipeline)));
        });

        var exit = CompletableFuture.supplyAsync(() -> runner.run(ServiceFiles.of(files), Map.of()));
        cluster.produce("one.events", "k", "first", new StringSerializer());
        cluster.produce("other.events", "k", "second", new StringSerializer());

        assertThat(cluster.readUntil("one.features", new StringDeserializer(), 1, PATIENCE))
                .extracting(record -> record.value())
                .containsExactly("FIRST");
        assertThat(cluster.readUntil("other.features", new StringDeserializer(), 1, PATIENCE))
                .extracting(record -> record.value())
                .containsExactly("SECOND");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(body(port, "/metrics"))
                .contains("sluicegate_ready{pipeline=\"one\",stage=\"shouter\"} 1.0")
                .contains("sluicegate_ready{pipeline=\"other\",stage=\"shouter\"} 1.0"));
        runner.stop();
        assertThat(exit.get().code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void shouldNotBeReadyUntilTheRegistryAnswers(TestCluster cluster) throws Exception {
        createTopics(cluster, "unregistered");
        int port = FreePort.find();
        int registryPort = FreePort.find();
        var file = file(
                "unregistered",
                cluster.bootstrapServers(),
                "http://127.0.0.1:" + registryPort + "/apis/ccompat/v7",
                port);
        var runner = new ServiceRunner(context ->
                new StreamsStage(context, StreamsDefinition.of("shouter", context.applicationId("shouter"), () -> {
                    context.clients().serdes().writer("unregistered.labels-value", Label.class);
                    return shouting("unregistered");
                })));

        var exit = CompletableFuture.supplyAsync(() -> runner.run(file, Map.of()));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(answer(port, "/readyz")).hasValueSatisfying(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(503);
                    assertThat(answer.body())
                            .contains("\"shouter\":\"the schema registry at http://127.0.0.1:" + registryPort);
                }));
        assertThat(status(port, "/healthz")).contains(200);
        var home = Path.of(System.getProperty(RegistryProcess.HOME_PROPERTY));
        try (var registry = RegistryProcess.start(home, folder.resolve("registry"), registryPort)) {
            assertThat(registry.isAlive()).isTrue();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(status(port, "/readyz")).contains(200));
            runner.stop();
            assertThat(exit.get().code()).isEqualTo(ExitCode.OK);
        }
    }

    @Test
    void shouldStopWhenAThreadFailsAgainAndAgain(TestCluster cluster) throws Exception {
        createTopics(cluster, "broken");
        cluster.produce("broken.events", "k", "bug", new StringSerializer());
        var runner = new ServiceRunner(context -> new StreamsStage(
                context, StreamsDefinition.of("shouter", context.applicationId("shouter"), () -> shouting("broken"))));

        var reason = runner.run(file("broken", cluster.bootstrapServers(), 0), Map.of());

        assertThat(reason.code()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(reason.line()).contains("shouter failed").contains("nobody foresaw this");
    }

    @Test
    void shouldGoOnHoweverOftenATopicOnlySeemsToBeMissing(TestCluster cluster) throws Exception {
        createTopics(cluster, "seeming");
        cluster.produce("seeming.events", "k", "lost", new StringSerializer());
        SEEMING.set(5);
        var file = file("seeming", cluster.bootstrapServers(), 0);
        var runner = new ServiceRunner(context -> new StreamsStage(
                context, StreamsDefinition.of("shouter", context.applicationId("shouter"), () -> shouting("seeming"))));

        var exit = CompletableFuture.supplyAsync(() -> runner.run(file, Map.of()));
        var shouts = cluster.readUntil("seeming.features", new StringDeserializer(), 1, PATIENCE);
        runner.stop();

        assertThat(shouts).extracting(record -> record.value()).containsExactly("LOST");
        assertThat(exit.get().code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void shouldStopWhenATopicThatItReadsIsDeleted(TestCluster cluster) throws Exception {
        createTopics(cluster, "deleted");
        int port = FreePort.find();
        var file = file("deleted", cluster.bootstrapServers(), port);
        var runner = new ServiceRunner(context -> new StreamsStage(
                context, StreamsDefinition.of("shouter", context.applicationId("shouter"), () -> shouting("deleted"))));
        var exit = CompletableFuture.supplyAsync(() -> runner.run(file, Map.of()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status(port, "/readyz")).contains(200));

        cluster.admin().deleteTopics(List.of("deleted.events")).all().get();

        assertThat(exit.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(ExitCode.KAFKA);
            assertThat(reason.line())
                    .contains("shouter lacks topics deleted.events;")
                    .contains("sluicegate topics apply");
        });
    }

    @Test
    void shouldNameTheTopicsThatAreMissing(TestCluster cluster) throws Exception {
        var told = new ArrayList<ExitReason>();
        var runner = new ServiceRunner(
                List.of(context -> new StreamsStage(
                        context,
                        StreamsDefinition.of("shouter", context.applicationId("shouter"), () -> shouting("nothing")))),
                told::add);

        var reason = runner.run(file("nothing", cluster.bootstrapServers(), 0), Map.of());

        assertThat(told).containsExactly(reason);
        assertThat(reason.code()).isEqualTo(ExitCode.KAFKA);
        assertThat(reason.line()).contains("nothing.features").contains("sluicegate topics apply");
    }

    @Test
    void shouldSayThatKafkaDoesNotAnswer() throws Exception {
        var bootstrap = "127.0.0.1:" + FreePort.find();

        var file = file("lost", bootstrap, 0);
        change(file, "timeout.ms: 5000", "timeout.ms: 1000");
        change(file, "timeout.ms: 4000", "timeout.ms: 500");

        var reason = new ServiceRunner().run(file, Map.of());

        assertThat(reason.code()).isEqualTo(ExitCode.KAFKA);
        assertThat(reason.line()).contains(bootstrap);
    }

    @Test
    void shouldDrainAndExitWithZeroOnSigterm(TestCluster cluster) throws Exception {
        createTopics(cluster, "killed");
        int port = FreePort.find();
        var process = process(
                IdleMain.class, file("killed", cluster.bootstrapServers(), port).toString());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status(port, "/readyz")).contains(200));

        process.toHandle().destroy();

        assertThat(process.waitFor()).isEqualTo(ExitCode.OK.code());
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("idle drained")
                .contains("service stopped code=\"0\" reason=\"asked to stop\"");
    }

    @Test
    void shouldNotWaitForEverForAStageThatDoesNotDrain(TestCluster cluster) throws Exception {
        createTopics(cluster, "stuck");
        int port = FreePort.find();
        var file = file("stuck", cluster.bootstrapServers(), port);
        change(file, "drain: 10s", "drain: 1s");
        var process = process(StuckMain.class, file.toString());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status(port, "/readyz")).contains(200));

        process.toHandle().destroy();

        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.UNEXPECTED.code());
    }

    @Test
    void shouldEndWithAnError() throws Exception {
        var runner = new ServiceRunner(context -> {
            throw new NoClassDefFoundError("ai/onnxruntime/OrtEnvironment");
        });

        var reason = runner.run(file("faulty", "127.0.0.1:1", 0), Map.of());

        assertThat(reason.code()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(reason.line()).contains("ai/onnxruntime/OrtEnvironment");
    }

    @Test
    void shouldNotStartOnTopicsOfOursWithOtherPartitions(TestCluster cluster) throws Exception {
        createTopics(cluster, "split");
        var file = file("split", cluster.bootstrapServers(), 0);
        change(file, "partitions: 1", "partitions: 2");

        var reason = new ServiceRunner().run(file, Map.of());

        assertThat(reason.code()).isEqualTo(ExitCode.KAFKA);
        assertThat(reason.line())
                .contains("split.features: partitions is 1 and should be 2")
                .doesNotContain("split.events:");
    }

    @ParameterizedTest
    @CsvSource({
        "squeezed, squeezed.predictions, cleanup.policy, compact, delete",
        "stamped, stamped.features, message.timestamp.type, CreateTime, LogAppendTime",
        "spilling, sluicegate.deployments, cleanup.policy, delete, compact",
        "forgetful, sluicegate.audit, retention.ms, 86400000, -1"
    })
    void shouldNotStartOnTopicsOfOursThatWouldLoseRecords(
            String pipeline, String topic, String setting, String actual, String expected, TestCluster cluster)
            throws Exception {
        createTopics(cluster, pipeline);
        set(cluster, topic, setting, actual);

        var reason = new ServiceRunner().run(file(pipeline, cluster.bootstrapServers(), 0), Map.of());
        set(cluster, topic, setting, expected);

        assertThat(reason.code()).isEqualTo(ExitCode.KAFKA);
        assertThat(reason.line())
                .startsWith(topic + ": " + setting + " is " + actual + " and should be " + expected)
                .contains("change the topics");
    }

    @Test
    void shouldWarnOfATopicThatIsKeptForAnotherTimeAndOfTheUsersOwnPartitions(TestCluster cluster) throws Exception {
        createTopics(cluster, "brief");
        set(cluster, "brief.predictions", "retention.ms", "3600000");
        cluster.admin()
                .createPartitions(Map.of("brief.events", NewPartitions.increaseTo(3)))
                .all()
                .get();
        int port = FreePort.find();
        var file = file("brief", cluster.bootstrapServers(), port);
        var runner = new ServiceRunner(context -> new StreamsStage(
                context, StreamsDefinition.of("shouter", context.applicationId("shouter"), () -> shouting("brief"))));
        try (var log = LogCapture.of(ClusterCheck.class)) {
            var exit = CompletableFuture.supplyAsync(() -> runner.run(file, Map.of()));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(status(port, "/readyz")).contains(200));
            runner.stop();

            assertThat(exit.get().code()).isEqualTo(ExitCode.OK);
            assertThat(log.messages())
                    .satisfiesExactlyInAnyOrder(
                            line -> assertThat(line).contains("brief.events: partitions is 3 and should be 1"),
                            line -> assertThat(line)
                                    .contains("topic contradicts the catalogue")
                                    .contains("brief.predictions: retention.ms is 3600000 and should be 2592000000"),
                            line -> assertThat(line)
                                    .contains("losing one broker loses records")
                                    .contains("brief.events", "brief.features.dlq"));
        }
    }

    /** Returns once the broker shows it. */
    private static void set(TestCluster cluster, String topic, String setting, String value) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var change = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
        cluster.admin()
                .incrementalAlterConfigs(Map.of(resource, List.of(change)))
                .all()
                .get();
        await().atMost(PATIENCE).until(() -> cluster.admin()
                .describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(setting)
                .value()
                .equals(value));
    }

    @Test
    void shouldExitWithTwoWithoutAFile() throws Exception {
        var process = process(IdleMain.class);

        assertThat(process.waitFor()).isEqualTo(ExitCode.BAD_CONFIGURATION.code());
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("say which pipeline to run");
    }

    @Test
    void shouldSayThatItsPortIsTaken() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var reason = new ServiceRunner().run(file("taken", "127.0.0.1:1", other.getLocalPort()), Map.of());

            assertThat(reason.code()).isEqualTo(ExitCode.CANNOT_BIND);
            assertThat(reason.line())
                    .contains("127.0.0.1:" + other.getLocalPort())
                    .contains("service.port");
        }
    }

    @Test
    void shouldLogEachProblemOfTheConfiguration() throws Exception {
        var file = Files.writeString(folder.resolve("bad.yaml"), "pipeline: Bad Name\nfeatures: []\n");
        try (var log = LogCapture.of(ServiceRunner.class)) {
            var reason = new ServiceRunner().run(file, Map.of());

            assertThat(reason.code()).isEqualTo(ExitCode.BAD_CONFIGURATION);
            assertThat(log.messages())
                    .filteredOn(line -> line.contains("configuration is wrong"))
                    .hasSizeGreaterThan(4);
        }
    }

    private static Process process(Class<?> main, String... arguments) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static Topology shouting(String pipeline) {
        var read = new StringDeserializer();
        var write = new StringSerializer();
        return new Topology()
                .addSource("events", read, read, pipeline + ".events")
                .addProcessor("shout", Shouter::new, "events")
                .addSink("shouts", pipeline + ".features", write, write, "shout");
    }

    private static final class Shouter extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> record) {
            if (record.value().equals("bug")) {
                throw new IllegalStateException("nobody foresaw this");
            }
            if (record.value().equals("lost") && SEEMING.getAndDecrement() > 0) {
                throw new MissingSourceTopicException("says a consumer that lost all brokers");
            }
            context().forward(record.withValue(record.value().toUpperCase(java.util.Locale.ROOT)));
        }
    }

    private void createTopics(TestCluster cluster, String pipeline) throws IOException {
        var config = PipelineConfigReader.read(file(pipeline, cluster.bootstrapServers(), 0), Map.of());
        try (var clients = new Clients(config.kafka(), config.service());
                var admin = ClusterCheck.admin(config, clients)) {
            admin.apply(ClusterCheck.topics(config));
        }
    }

    private Path file(String pipeline, String bootstrap, int port) throws IOException {
        return file(pipeline, bootstrap, TestRegistry.url(pipeline), port);
    }

    private Path file(String pipeline, String bootstrap, String registry, int port) throws IOException {
        return Files.writeString(folder.resolve(pipeline + ".yaml"), """
                pipeline: %s
                partitions: 1
                kafka:
                  bootstrap: %s
                  registry: %s
                  latency: low
                  properties: {default.api.timeout.ms: 5000, request.timeout.ms: 4000}
                service: {instance: i1, data: %s, host: 127.0.0.1, port: %d, drain: 10s}
                events: {entity: e, time: t}
                features:
                  - {name: f, type: double, field: f}
                model: {name: m}
                """.formatted(
                        pipeline, bootstrap, registry, folder.resolve("data"), port));
    }

    private static void change(Path file, String from, String to) throws IOException {
        Files.writeString(file, Files.readString(file).replace(from, to));
    }

    private static Optional<Integer> status(int port, String path) {
        return answer(port, path).map(HttpResponse::statusCode);
    }

    private static String body(int port, String path) {
        return answer(port, path).orElseThrow().body();
    }

    private static Optional<HttpResponse<String>> answer(int port, String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .build();
            return Optional.of(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
