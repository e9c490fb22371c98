package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.fraud.PublishedVersion;
import io.sluicegate.launcher.Shell.Running;
import io.sluicegate.records.fraud.CardTransaction;
import io.sluicegate.sandbox.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What docs/clients.md says, word for word, against the running system: clients that know nothing of Sluicegate but its topics,
 * its registry and its HTTP. A program that the system lacks leaves its test skipped.
 */
class RealClientsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final long COMMAND_SECONDS = 120;
    private static final Pattern PAYMENT = Pattern.compile("payment (\\S+) is ");
    private static final String SCORED = "SCORED by version [12]: score [0-9.Ee-]+, "
            + "positive (true|false|True|False), event time \\d{4}-|\"outcome\":\"SCORED\"|is scored at fraud.predictions-\\d+@\\d+";

    @TempDir
    private static Path folder;

    private static RunningSystem system;
    private static PlainClients clients;
    private static PublishedVersion second;
    private static String readyzBeforeModel;

    @BeforeAll
    static void sendEventsToARunningSystem() throws Exception {
        system = RunningSystem.start(folder);
        clients = new PlainClients(
                system.config().kafka().bootstrap(), system.config().kafka().registry());
        clients.produce("fraud.events", "cardId", events().subList(0, 1));
        system.run();
        readyzBeforeModel = Tools.isInstalled("curl") ? printed(guide("curl").command("/readyz")) : "";
        var first = system.example().publishFirst("1", Instant.now());
        second = system.example().publishBad("1", "2", Instant.now());
        system.deploy(first);
        clients.produce("fraud.events", "cardId", events().subList(1, events().size()));
        await("predictions").atMost(RunningSystem.PATIENCE).until(() -> predictions() >= events().size());
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void shouldAnswerEachEventOfAPlainProducer() {
        var ids = events().stream()
                .map(event -> event.get("transactionId").toString())
                .toList();

        assertThat(clients.read("fraud.features")).hasSameSizeAs(clients.read("fraud.predictions"));
        assertThat(clients.read("fraud.predictions"))
                .allSatisfy(prediction -> assertThat(prediction.get("outcome")).hasToString("SCORED"))
                .extracting(prediction -> prediction.get("eventId").toString())
                .doesNotHaveDuplicates()
                .containsAll(ids);
    }

    @Test
    void shouldShowDriftDeploymentsAndAuditToAPlainConsumer() {
        patiently("drift reports").untilAsserted(() -> assertThat(clients.read("fraud.drift"))
                .extracting(report -> report.get("name").toString())
                .contains("amount", "amount_to_mean"));
        assertThat(clients.read("sluicegate.deployments"))
                .anySatisfy(deployment ->
                        assertThat(deployment.get("arms")).asString().contains("\"version\": \"1\""));
        assertThat(clients.read("sluicegate.audit"))
                .extracting(entry -> entry.get("kind").toString())
                .contains("ACCEPTED", "ACTIVATED");
    }

    @Test
    void shouldGiveADeadLetterItsCauseInHeaders() throws Exception {
        var event = new GenericData.Record((GenericData.Record) events().get(0), true);
        event.put("occurredAt", Instant.now().plusSeconds(86_400).toEpochMilli());
        event.put("transactionId", "of tomorrow");
        clients.produce("fraud.events", "cardId", List.of(event));

        patiently("the dead letter").untilAsserted(() -> assertThat(clients.readBytes("fraud.events.dlq"))
                .anySatisfy(letter -> {
                    assertThat(header(letter, "sluicegate.error.code")).isEqualTo("FUTURE_EVENT");
                    assertThat(header(letter, "sluicegate.stage")).isEqualTo("feature-enricher");
                    assertThat(header(letter, "sluicegate.topic")).isEqualTo("fraud.events");
                    assertThat(letter.key()).isEqualTo(event.get("cardId").toString());
                }));
    }

    @ParameterizedTest
    @EnumSource
    void shouldScoreAndLabelThePaymentOfAProgram(ClientProgram program) throws Exception {
        var running = shell().start(program.command(folder) + " $BOOTSTRAP $REGISTRY");

        assertThat(running.exitCode(COMMAND_SECONDS)).as(running.printed()).isZero();
        assertThat(running.printed()).containsPattern(SCORED).contains("label sent");
        var payment = PAYMENT.matcher(running.printed());
        assertThat(payment.find()).as(running.printed()).isTrue();
        assertThat(clients.read("fraud.labels")).anySatisfy(label -> {
            assertThat(label.get("eventId")).hasToString(payment.group(1));
            assertThat(label.get("positive")).isEqualTo(false);
        });
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellAProgramWhyItsPaymentIsADeadLetter(ClientProgram program) throws Exception {
        var tomorrow = Instant.now().plusSeconds(86_400).truncatedTo(ChronoUnit.SECONDS);

        var running = shell().start(program.command(folder) + " $BOOTSTRAP $REGISTRY " + tomorrow);

        assertThat(running.exitCode(COMMAND_SECONDS)).as(running.printed()).isEqualTo(1);
        assertThat(running.printed()).contains("became a dead letter", "FUTURE_EVENT");
    }

    @Test
    void shouldShowKcatThePredictionsAsJson() throws Exception {
        Tools.need("kcat");
        assumeThat(printed("kcat -V")).as("this kcat is built without Avro").contains("Avro");

        var lines = printed(guide("kcat").command("value=avro")).lines().toList();

        assertThat(lines).hasSizeGreaterThanOrEqualTo(events().size());
        var prediction = JSON.readTree(lines.get(0));
        assertThat(prediction.get("pipeline").asText()).isEqualTo("fraud");
        assertThat(prediction.get("score").get("double").asDouble()).isBetween(0.0, 1.0);
        assertThat(prediction.get("outcome").asText()).isEqualTo("SCORED");
        assertThat(prediction.get("eventTime").isIntegralNumber()).isTrue();
        assertThat(prediction.get("reason").isNull()).isTrue();
    }

    @Test
    void shouldShowKcatWhereEachPredictionLies() throws Exception {
        Tools.need("kcat");

        assertThat(printed(guide("kcat").command("%p %o")).lines())
                .hasSizeGreaterThanOrEqualTo(events().size())
                .allSatisfy(line -> assertThat(line).matches("\\S+ [0-3] \\d+ \\d+"));
    }

    @Test
    void shouldShowKcatWhyItsGarbageIsADeadLetter() throws Exception {
        Tools.need("kcat");
        var guide = guide("kcat");

        printed(guide.command("echo garbage"));

        patiently("the dead letter")
                .untilAsserted(
                        () -> assertThat(printed(guide.command(".dlq")).lines()).anySatisfy(line -> assertThat(line)
                                .startsWith("card-of-nobody ")
                                .contains("sluicegate.stage=feature-enricher", "sluicegate.error.code=UNDECODABLE")));
    }

    @Test
    void shouldTellCurlHowItIs() throws Exception {
        Tools.need("curl");
        var guide = guide("curl");

        assertThat(readyzBeforeModel).endsWith(" 503").contains("no deployment: deploy a version");
        assertThat(printed(guide.command("/readyz"))).endsWith(" 200").contains("\"ready\":true");
        assertThat(printed(guide.command("/healthz"))).isEqualTo("ok\n");
        assertThat(printed(guide.command("/metrics"))).contains("sluicegate_scorer_rows_total{");
        assertThat(facts().get("pipeline").asText()).isEqualTo("fraud");
    }

    @Test
    void shouldRollBackForCurlThatSendsTheHeader() throws Exception {
        Tools.need("curl");
        system.deploy(second);
        patiently("the second version").untilAsserted(() -> assertThat(clients.read("sluicegate.deployments"))
                .last()
                .satisfies(deployment ->
                        assertThat(primary(deployment).get("version")).hasToString("2")));
        var revision = clients.read("sluicegate.deployments").stream()
                .mapToLong(deployment -> (long) deployment.get("revision"))
                .max()
                .orElseThrow();
        var command = guide("curl").command("/api/commands");

        var refused = printed(command.replace("-H 'X-Sluicegate-Console: command'", ""));
        var accepted = printed(shell(Map.of("REVISION", Long.toString(revision), "VERSION", "2")), command);

        assertThat(refused).endsWith(" 403").contains("X-Sluicegate-Console");
        assertThat(accepted).endsWith(" 202").contains("commandId");
        patiently("the rollback").untilAsserted(() -> assertThat(clients.read("sluicegate.deployments"))
                .last()
                .satisfies(deployment ->
                        assertThat(deployment.get("change")).hasToString("back from version 2 to version 1"))
                .satisfies(deployment ->
                        assertThat(primary(deployment).get("version")).hasToString("1")));
    }

    @Test
    void shouldScoreForCurlAtOnce() throws Exception {
        Tools.need("curl");
        var guide = guide("Inference");

        var model = printed(guide.command("/v2/models/fraud-model"));
        var answer = printed(guide.command("/infer"));

        assertThat(model).endsWith(" 200").contains("\"platform\":\"onnx_onnxv1\"");
        assertThat(answer).endsWith(" 200").contains("\"id\":\"1\"");
        assertThat(JSON.readTree(answer).at("/outputs/0/data/0").asDouble()).isBetween(0.0, 2.0);
    }

    private static GenericRecord primary(GenericRecord deployment) {
        return (GenericRecord) ((GenericRecord) ((List<?>) deployment.get("arms")).get(0)).get("version");
    }

    @Test
    void shouldBeScrapedByPrometheus() throws Exception {
        Tools.need("prometheus");
        var address = URI.create(system.url()).getAuthority();
        var config = Files.writeString(
                folder.resolve("prometheus.yml"),
                guide("Prometheus").yaml().get(0).replace("localhost:8080", address));
        var url = "127.0.0.1:" + FreePorts.any();
        var prometheus = shell().start("prometheus --config.file=" + config + " --storage.tsdb.path="
                + folder.resolve("tsdb") + " --web.listen-address=" + url);
        try {
            patiently("targets that are up")
                    .untilAsserted(() -> assertThat(ask(url, "targets", "").findValuesAsText("health"))
                            .as(prometheus.printed())
                            .isNotEmpty()
                            .containsOnly("up"));
            patiently("the count of rows")
                    .untilAsserted(() -> assertThat(value(url, "sum(sluicegate_scorer_rows_total)"))
                            .isEqualTo(predictions()));
            patiently("six stages").until(() -> value(url, "count(sluicegate_ready == 1)") == 6);
        } finally {
            prometheus.interrupt();
        }
        assertThat(prometheus.exitCode(COMMAND_SECONDS))
                .as(prometheus.printed())
                .isZero();
    }

    @Test
    void shouldNameItsMetricsAsPrometheusLikesThem() throws Exception {
        Tools.need("promtool");
        var metrics = Files.writeString(
                folder.resolve("metrics"), system.get("/metrics").body());

        var check = shell().start("promtool check metrics < " + metrics);

        check.exitCode(COMMAND_SECONDS);
        assertThat(metrics).content().contains("# HELP sluicegate_scorer_rows_total ");
        assertThat(check.printed().lines())
                .filteredOn(line -> line.startsWith("sluicegate_") || line.startsWith("error"))
                .isEmpty();
    }

    /** What happened before now, as the example's world has it, in generic records whose schema nobody has registered. */
    private static List<GenericRecord> events() {
        return system.example().history().stream()
                .map(generated -> generic(generated.event()))
                .toList();
    }

    private static GenericRecord generic(CardTransaction event) {
        var schema = CardTransaction.getClassSchema();
        var record = new GenericData.Record(schema);
        schema.getFields().forEach(field -> record.put(field.pos(), event.get(field.pos())));
        record.put("occurredAt", event.getOccurredAt().toEpochMilli());
        return record;
    }

    private static long predictions() {
        return clients.readBytes("fraud.predictions").size();
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static JsonNode facts() throws Exception {
        return JSON.readTree(printed(guide("curl").command("/api/facts")));
    }

    private static long value(String prometheus, String query) throws Exception {
        var encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
        var results = ask(prometheus, "query", "?query=" + encoded).at("/data/result");
        return StreamSupport.stream(results.spliterator(), false)
                .mapToLong(result -> result.at("/value/1").asLong())
                .sum();
    }

    private static JsonNode ask(String prometheus, String what, String query) throws Exception {
        var uri = URI.create("http://" + prometheus + "/api/v1/" + what + query);
        return JSON.readTree(HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body());
    }

    private static ConditionFactory patiently(String what) {
        return await(what).atMost(RunningSystem.PATIENCE).ignoreExceptionsInstanceOf(IOException.class);
    }

    private static Document guide(String section) throws IOException {
        return Document.read(CHECKOUT.resolve("docs/clients.md")).section(section);
    }

    private static String printed(String command) throws Exception {
        return printed(shell(), command);
    }

    private static String printed(Shell shell, String command) throws Exception {
        Running running = shell.start(command);
        assertThat(running.exitCode(COMMAND_SECONDS)).as(running.printed()).isZero();
        return running.printed();
    }

    private static Shell shell() {
        return new Shell(CHECKOUT, folder, system.environment());
    }

    private static Shell shell(Map<String, String> more) {
        var environment = new HashMap<>(system.environment());
        environment.putAll(more);
        return new Shell(CHECKOUT, folder, environment);
    }
}
