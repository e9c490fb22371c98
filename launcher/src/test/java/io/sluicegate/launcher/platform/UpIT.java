package io.sluicegate.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.launcher.Operator;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.cluster.PipelineTopics;
import io.sluicegate.runtime.control.ControlClient;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.service.ExitCode;
import io.sluicegate.sandbox.Closing;
import io.sluicegate.sandbox.FreePorts;
import io.sluicegate.sandbox.JvmProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A local platform as people start it: a process of its own, with pipelines and beside other processes. */
class UpIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Path FRAUD = Path.of("../examples/fraud/fraud.yaml");
    private static final List<String> OPTIONS =
            List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-Dsluicegate.app=target/sluicegate");

    private final LocalPorts ports = new LocalPorts(FreePorts.any(), FreePorts.any(), FreePorts.any());
    private final Closing closing = new Closing();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        closing.close();
    }

    @Test
    void shouldGoOnWithItsDataAfterItWasKilled() throws Exception {
        var first = up("first", "--pipeline", FRAUD.toString());
        awaitReady(first);
        assertThat(first.log())
                .content()
                .contains("fraud waits for a first event in fraud.events", "fraud waits for a first model");
        var config = config(FRAUD);
        try (var clients = new Clients(config.kafka(), config.service())) {
            clients.schemas().register(subject(config), CardTransaction.getClassSchema());
            produce(clients, config.events().topic());
            await("the enricher starts by itself").atMost(PATIENCE).untilAsserted(() -> assertThat(
                            get(ports.console(), "/readyz"))
                    .doesNotContain("feature-enricher"));
        }
        var processes = tree(first);
        first.signal("KILL");

        var second = up("second", "--pipeline", FRAUD.toString());
        awaitReady(second);

        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(second.log()).content().doesNotContain("first event").contains("fraud waits for a first model");
        try (var clients = new Clients(config.kafka(), config.service())) {
            assertThat(clients.schemas().latest(subject(config))).contains(CardTransaction.getClassSchema());
            assertThat(records(clients, config)).isEqualTo(1);
        }
        shouldEndCleanly(second);
    }

    @Test
    void shouldBeThereForTheStagesOfSeveralPipelinesInAProcessBeside() throws Exception {
        var platform = up("platform");
        awaitReady(platform);
        assertThat(said(print())).isEqualTo(addresses().exports().lines().toList());
        shouldRefuseASecondOneOnTheSameFolder();

        var files = List.of(file("fraud"), file("wholesale"));
        for (var file : files) {
            createTopics(config(file));
        }
        int port = FreePorts.any();
        var both = run("both", files, "--port", Integer.toString(port));
        await("both pipelines wait for a model, and for nothing else")
                .atMost(PATIENCE)
                .failFast("the stages have stopped; see " + both.log(), () -> !both.isAlive())
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertThat(get(port, "/readyz"))
                        .containsPattern("\"reasons\":\\{\"fraud/stream-scorer\":\"no deployment[^\"]*\","
                                + "\"wholesale/stream-scorer\":\"no deployment[^\"]*\"\\}"));
        assertThat(get(port, "/")).contains("href=\"pipelines/fraud/\"", "href=\"pipelines/wholesale/\"");
        assertThat(get(port, "/pipelines/wholesale/api/facts")).contains("\"pipeline\":\"wholesale\"");
        assertThat(get(port, "/metrics"))
                .contains("sluicegate_ready{pipeline=\"fraud\",stage=\"feature-enricher\"} 1.0")
                .contains("sluicegate_ready{pipeline=\"wholesale\",stage=\"feature-enricher\"} 1.0");

        shouldRefuseASecondRolloutControlBeforeAnythingStarts(files.get(0));

        shouldStillDecide(config(files.get(1)));
        assertThat(get(port, "/readyz")).doesNotContain("enricher", "rollout-control");
        shouldEndCleanly(both);
        shouldEndCleanly(platform);
    }

    /** Its scorer, of the same instance name, would end the one that runs. */
    private void shouldRefuseASecondRolloutControlBeforeAnythingStarts(Path file) throws Exception {
        var second = run(
                "second",
                List.of(file),
                "stream-scorer",
                "rollout-control",
                "--port",
                Integer.toString(FreePorts.any()));

        assertThat(second.awaitExit(PATIENCE)).hasValue(ExitCode.KAFKA.code());
        assertThat(second.log())
                .content()
                .contains("rollout-control already runs on this cluster", "--without rollout-control")
                .doesNotContain("stage changed state");
    }

    private void shouldRefuseASecondOneOnTheSameFolder() throws Exception {
        var second = up("again");

        assertThat(second.awaitExit(PATIENCE)).hasValue(ExitCode.USAGE.code());
        assertThat(said(second)).singleElement().asString().contains("another local platform is running in " + data());
    }

    /** All that the process printed, but for what a JVM says of its own. */
    private static List<String> said(JvmProcess process) throws IOException {
        return Files.readAllLines(process.log()).stream()
                .filter(line -> !line.startsWith("NOTE: Picked up"))
                .toList();
    }

    private static void shouldStillDecide(PipelineConfig config) {
        try (var clients = new Clients(config.kafka(), config.service());
                var control = new ControlClient(clients)) {
            var command = new Operator(control, config).command(CommandKind.PAUSE, "");
            assertThat(control.send(command.setReason("a test").build(), PATIENCE))
                    .as("rollout control's decision")
                    .isPresent();
        }
    }

    private static void shouldEndCleanly(JvmProcess process) throws Exception {
        var processes = tree(process);
        process.signal("TERM");

        assertThat(process.awaitExit(PATIENCE)).hasValue(ExitCode.OK.code());
        await("no process is left").atMost(PATIENCE).until(() -> processes.stream()
                .noneMatch(ProcessHandle::isAlive));
    }

    private static List<ProcessHandle> tree(JvmProcess process) {
        var jvm = ProcessHandle.of(process.pid()).orElseThrow();
        return Stream.concat(Stream.of(jvm), jvm.descendants()).toList();
    }

    private JvmProcess up(String name, String... more) throws IOException {
        var main = new ArrayList<>(List.of("up", "--data", data().toString()));
        main.addAll(List.of("--ports", ports.kafka() + "," + ports.registry() + "," + ports.console()));
        main.addAll(List.of(more));
        return start(name, main);
    }

    private JvmProcess print() throws Exception {
        var printed = start("print", List.of("up", "--print-env", "--data", data().toString()));
        assertThat(printed.awaitExit(PATIENCE)).hasValue(ExitCode.OK.code());
        return printed;
    }

    private JvmProcess run(String name, List<Path> pipelines, String... more) throws IOException {
        var main = new ArrayList<>(List.of("run"));
        pipelines.forEach(file -> main.addAll(List.of("--pipeline", file.toString())));
        main.addAll(List.of(more));
        return start(name, main);
    }

    private JvmProcess start(String name, List<String> arguments) throws IOException {
        var main = new ArrayList<>(List.of("io.sluicegate.launcher.SluicegateMain"));
        main.addAll(arguments);
        return closing.add(JvmProcess.start(
                name,
                OPTIONS,
                main,
                Map.of("SLUICEGATE_DATA", folder.resolve("stages").toString()),
                folder));
    }

    private static void awaitReady(JvmProcess process) {
        await("the platform is ready")
                .atMost(PATIENCE)
                .failFast("the platform has stopped; see " + process.log(), () -> !process.isAlive())
                .untilAsserted(() -> assertThat(process.log()).content().contains("Ready after"));
    }

    private Path data() {
        return folder.resolve("up");
    }

    private PlatformAddresses addresses() {
        return PlatformAddresses.of(data(), ports);
    }

    /** A pipeline like the example's, at the platform's addresses. */
    private Path file(String pipeline) throws IOException {
        return Files.writeString(
                folder.resolve(pipeline + ".yaml"),
                Files.readString(FRAUD)
                        .replace("pipeline: fraud", "pipeline: " + pipeline)
                        .replace("topic: fraud.events", "topic: " + pipeline + ".events")
                        .replace(
                                "${SLUICEGATE_BOOTSTRAP:-localhost:9092}",
                                addresses().bootstrap())
                        .replace(
                                "${SLUICEGATE_REGISTRY:-http://localhost:8081/apis/ccompat/v7}",
                                addresses().registry()));
    }

    private PipelineConfig config(Path file) {
        return PipelineConfigReader.read(file, addresses().over(Map.of()));
    }

    private static void createTopics(PipelineConfig config) {
        try (var clients = new Clients(config.kafka(), config.service())) {
            PipelineTopics.apply(config, clients);
            clients.schemas().register(subject(config), CardTransaction.getClassSchema());
        }
    }

    private static String subject(PipelineConfig config) {
        return AvroSerdes.subject(config.events().topic());
    }

    private static void produce(Clients clients, String topic) throws Exception {
        try (var producer = new KafkaProducer<>(
                clients.producerProperties("test"), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, "card", new byte[] {1}))
                    .get();
        }
    }

    private static long records(Clients clients, PipelineConfig config) {
        var partition = new TopicPartition(config.events().topic(), 0);
        try (var consumer = new KafkaConsumer<>(
                clients.consumerProperties("test"), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.endOffsets(List.of(partition)).get(partition);
        }
    }

    private String get(int port, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }
}
