package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluicegate.launcher.seeing.Seen;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.Label;
import io.sluicegate.records.LoadState;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.Verdict;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.cluster.PipelineTopics;
import io.sluicegate.runtime.http.HttpServer;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.metrics.MeterRegistries;
import io.sluicegate.runtime.service.ExitCode;
import io.sluicegate.testing.RunLength;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is shown of a long topic is found without reading the topic: the measure is the number of records read. No stage runs, so what the
 * topics hold is the test's; that the commands name, too.
 */
@WithCluster
@TestInstance(Lifecycle.PER_CLASS)
class LongTopicIT {
    private static final int PREDICTIONS = RunLength.choose(300_000, 10_000_000);
    private static final int OF_FIRST_VERSION = PREDICTIONS - 100_000;
    private static final int CARDS = 1_000;

    private Path folder;

    private final TestCluster cluster;
    private SeeingCheck commands;

    LongTopicIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    void write(@TempDir Path temporary) throws Exception {
        folder = temporary;
        var file = file("fraud.yaml", cluster.bootstrapServers(), TestRegistry.url("long-topic"));
        commands = new SeeingCheck(file);
        var config = PipelineConfigReader.read(file, Map.of());
        try (var clients = new Clients(config.kafka(), config.service())) {
            PipelineTopics.apply(config, clients);
            writeWhatNobodyCanRead();
            writePredictions(clients);
            cluster.produce(
                    List.of(
                            audit(Seen.entry(AuditKind.ACTIVATED, CommandKind.DEPLOY, "1", Seen.deployment(1, "1"))),
                            audit(Seen.entry(AuditKind.ACTIVATED, CommandKind.DEPLOY, "2", Seen.deployment(2, "2")))),
                    clients.serdes().specific(AuditEntry.class).serializer());
            cluster.produce(
                    Stream.of(0.05, 0.1, 0.4).map(LongTopicIT::drift).toList(),
                    clients.serdes().specific(DriftReport.class).serializer());
            cluster.produce(
                    Topics.STATUS,
                    "fraud/one",
                    Seen.status("one", Instant.now(), Seen.loaded("2", LoadState.FAILED, "BAD_MODEL: broken")),
                    clients.serdes().specific(InstanceStatus.class).serializer());
        }
    }

    /** In the wire format, of a schema that the registry doesn't have: no command may fail because of it. */
    private void writeWhatNobodyCanRead() throws Exception {
        var topics = Topics.of("fraud");
        byte[] unknown = {0, 0, 0, 0, 99, 1, 2};
        cluster.produce(
                Stream.of(
                                topics.predictions(),
                                topics.features(),
                                topics.drift(),
                                topics.triggers(),
                                Topics.AUDIT,
                                Topics.STATUS,
                                Topics.DEPLOYMENTS,
                                Topics.COMMANDS)
                        .map(topic -> new ProducerRecord<>(topic, "fraud", unknown))
                        .toList(),
                new ByteArraySerializer());
    }

    private static ProducerRecord<String, AuditEntry> audit(AuditEntry entry) {
        return new ProducerRecord<>(Topics.AUDIT, "fraud", entry);
    }

    private static ProducerRecord<String, DriftReport> drift(double psi) {
        var end = Seen.NOON.plusSeconds((long) (psi * 10_000));
        var verdict = psi > 0.2 ? Verdict.DRIFTED : Verdict.HEALTHY;
        return new ProducerRecord<>(
                Topics.of("fraud").drift(), "any", Seen.report(DriftScope.FEATURE, "amount", end, psi, verdict));
    }

    private void writePredictions(Clients clients) {
        var topic = Topics.of("fraud").predictions();
        var writer = clients.serdes().writer(AvroSerdes.subject(topic), Prediction.class);
        Map<String, Object> fast = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                cluster.bootstrapServers(),
                ProducerConfig.BATCH_SIZE_CONFIG,
                1 << 20,
                ProducerConfig.LINGER_MS_CONFIG,
                50);
        try (var producer = new KafkaProducer<>(fast, new StringSerializer(), new ByteArraySerializer())) {
            for (var i = 0; i < PREDICTIONS; i++) {
                var first = i < OF_FIRST_VERSION;
                var card = "card-" + i % CARDS;
                var prediction = Seen.prediction("event-" + i, card, first ? "1" : "2", first ? 1 : 2);
                producer.send(new ProducerRecord<>(topic, card, writer.write(prediction)));
            }
        }
    }

    /** Rates are those of the last minute, and the predictions may be older than that when a test asks for them. */
    private void labelNow() throws Exception {
        var config = PipelineConfigReader.read(folder.resolve("fraud.yaml"), Map.of());
        try (var clients = new Clients(config.kafka(), config.service())) {
            cluster.produce(
                    Topics.of("fraud").labels(),
                    "card-0",
                    new Label("event-late", "card-0", true, Instant.now(), Instant.now()),
                    clients.serdes().specific(Label.class).serializer());
        }
    }

    private Path file(String name, String bootstrap, String registry) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                Files.readString(Path.of("../examples/fraud/fraud.yaml"))
                        .replaceAll("bootstrap: .*", "bootstrap: " + bootstrap)
                        .replaceAll("registry: .*", "registry: " + registry)
                        .replaceAll("  data: .*", "  data: " + folder.resolve("data"))
                        .replaceAll("  store: .*", "  store: " + folder.resolve("models")));
    }

    @Test
    void shouldExplainTheNewestEventFromAFewRecords() throws IOException {
        var explained = json("explain", "event-" + (PREDICTIONS - 1));

        assertThat(explained.at("/prediction/record/version").asText()).isEqualTo("2");
        assertThat(explained.get("recordsRead").asLong()).isLessThan(20_000);
        shouldAnswerSoon("explain", "event-" + (PREDICTIONS - 1));
    }

    @Test
    void shouldAskForTheEntityOrATimeWhereAnEventIsTooOldToFindCheaply() {
        var result = commands.run("explain", "event-5");

        assertThat(result.errors()).singleElement().asString().contains("event-5", "100000", "--entity", "--time");
    }

    @Test
    void shouldExplainAnOldEventFromTheEntitysPartitionAlone() throws IOException {
        var explained = json("explain", "event-5", "--entity", "card-5", "--search", "" + PREDICTIONS);

        assertThat(explained.at("/prediction/record/version").asText()).isEqualTo("1");
        assertThat(explained.get("recordsRead").asLong()).isLessThan(PREDICTIONS / 2);

        var appended = explained.at("/prediction/place/appended").asText();
        var sooner = json("explain", "event-5", "--time", appended, "--around", "1s", "--search", "20000");
        assertThat(sooner.get("prediction")).isEqualTo(explained.get("prediction"));
        assertThat(sooner.get("recordsRead").asLong()).isLessThan(30_000);
        shouldAnswerSoon("explain", "event-5", "--time", appended, "--around", "1s", "--search", "20000");
    }

    @Test
    void shouldReadTheNewestRecordsForTheStatus() throws Exception {
        labelNow();
        var status = json("status", "--url", "http://localhost:1").get(0);

        assertThat(status.at("/reach/predictionsKept").asLong())
                .as("with the one that nobody can read")
                .isEqualTo(PREDICTIONS + 1);
        assertThat(status.at("/reach/recordsRead").asLong()).isLessThan(10_000);
        assertThat(status.at("/rates/labels").asDouble()).isPositive();
        shouldAnswerSoon("status", "--url", "http://localhost:1");
        shouldAnswerSoon("tail", "predictions", "--no-follow");
    }

    /** The time depends on the machine, so every build prints it, and the long form holds it against what a person waits for. */
    private void shouldAnswerSoon(String... command) {
        var began = System.nanoTime();
        var unused = commands.run(command).succeeded();
        var took = Duration.ofNanos(System.nanoTime() - began);
        System.out.println(
                String.join(" ", command) + " among " + PREDICTIONS + " predictions: " + took.toMillis() + " ms");
        assertThat(took).isLessThan(RunLength.choose(Duration.ofMinutes(1), Duration.ofSeconds(3)));
    }

    @Test
    void shouldNameAVersionThatCannotBeLoadedAndAStageThatIsNotReady() throws Exception {
        try (var service = HttpServer.start(
                "localhost",
                0,
                MeterRegistries.prometheus(),
                () -> Map.of("drift-detector", "UNWRITABLE: the disk is full"),
                routes -> {})) {
            var shown =
                    commands.run("status", "--url", service.url()).succeeded().out();

            assertThat(shown)
                    .contains("version 2 can't be loaded on one: BAD_MODEL: broken", "sluicegate rollout abort")
                    .contains("drift-detector isn't ready: UNWRITABLE: the disk is full")
                    .contains("no instance of stream-scorer runs");
        }
    }

    @Test
    void shouldDrawDriftOverTheLastWindows() throws IOException {
        assertThat(commands.run("drift").succeeded().lines())
                .anySatisfy(line -> assertThat(line).contains("FEATURE amount", "psi", "0.4", "0.2", "▂▃█", "DRIFTED"));
        assertThat(json("drift", "--windows", "2").at("/0/values")).hasSize(2);
        shouldFail(commands.run("drift", "--subject", "other"), "no drift report is about 'other'", "amount");
    }

    @Test
    void shouldFindABlastRadiusByHalvingAndCountIt() throws IOException {
        var counted = json("blast-radius", "fraud-model@2");
        var estimated = json("blast-radius", "fraud-model@2", "--estimate");

        assertThat(counted.get("decisions").asLong()).isEqualTo(PREDICTIONS - OF_FIRST_VERSION);
        assertThat(estimated.get("decisions").asLong()).isEqualTo(PREDICTIONS - OF_FIRST_VERSION);
        assertThat(counted.at("/reigns/0/partitions")).isNotEmpty().allSatisfy(partition -> assertThat(
                        partition.get("until").asLong() - partition.get("from").asLong())
                .isEqualTo(partition.get("decisions").asLong()));
    }

    @Test
    void shouldSayWhyAPredictionCannotBeComputedAgain() {
        shouldFail(commands.run("replay", "0:7"), "fraud.predictions 0:7", "fraud.features 0:100 is no longer kept");
        shouldFail(commands.run("replay", "0:99999999"), "there is no prediction at 0:99999999");
        shouldFail(commands.run("replay", "seven"), "'seven' is no place", "PARTITION:OFFSET");
    }

    private static void shouldFail(Desk.Result result, String... words) {
        assertThat(result.code()).isNotZero();
        assertThat(result.errors()).singleElement().asString().contains(words);
    }

    @Test
    void shouldNameADeadBrokerAndADeadRegistryWithinSeconds() throws IOException {
        var broker = new SeeingCheck(file("no-broker.yaml", "localhost:1", "mock://none"));
        var registry = new SeeingCheck(file("no-registry.yaml", cluster.bootstrapServers(), "http://localhost:1"));

        shouldFailSoon(broker, "Kafka at localhost:1 doesn't answer", "kafka.bootstrap");
        shouldFailSoon(registry, "the schema registry at http://localhost:1 doesn't answer", "kafka.registry");
    }

    private static void shouldFailSoon(SeeingCheck dead, String... words) {
        for (var command : List.of("versions", "audit", "drift", "status")) {
            var began = System.nanoTime();
            var result = dead.run(command);

            assertThat(result.code()).as(command).isEqualTo(ExitCode.UNREACHABLE.code());
            assertThat(result.out().replaceAll("\\s+", " ") + result.errors()).contains(words);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(RunLength.choose(Duration.ofSeconds(30), Duration.ofSeconds(8)));
        }
    }

    private JsonNode json(String... command) throws IOException {
        return commands.json(command);
    }
}
