package io.sluicegate.launcher;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.INT64;
import static io.sluicegate.bundle.onnx.OnnxMaker.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.bundle.onnx.OnnxMaker;
import io.sluicegate.control.ControlStage;
import io.sluicegate.enricher.EnricherStage;
import io.sluicegate.runtime.service.ExitReason;
import io.sluicegate.runtime.service.ServiceRunner;
import io.sluicegate.scorer.ScorerStage;
import io.sluicegate.testing.FreePort;
import io.sluicegate.testing.TestCluster;
import io.sluicegate.testing.TestRegistry;
import io.sluicegate.testing.WithCluster;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A new user's way, line by line as in docs/bring-a-model.md: a model that nobody here has seen is inspected, made a bundle, scored at
 * the desk, published and deployed, and another client reads its predictions. The times of the steps are printed.
 */
@WithCluster
class NewModelIT {
    private static final Path GUIDE = Path.of("../docs/bring-a-model.md");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String[] CITIES = {"Oslo", "Köln", "Lima", "elsewhere"};
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    private final TestCluster cluster;
    private final String registry = TestRegistry.url("new-model");
    private final int port = FreePort.find();
    private final Map<String, Long> millis = new LinkedHashMap<>();
    private final ServiceRunner stages = new ServiceRunner(ControlStage::new, EnricherStage::new, ScorerStage::new);
    private CompletableFuture<ExitReason> exit = CompletableFuture.completedFuture(null);

    NewModelIT(TestCluster cluster) {
        this.cluster = cluster;
    }

    @AfterEach
    void stop() {
        stages.stop();
        exit.join();
    }

    @Test
    void shouldLeadFromAnUnknownFileToPredictionsThatAnotherClientReads() throws Exception {
        var model = Files.write(folder.resolve("unknown.onnx"), unknown());
        var pipeline = pipeline();
        var bundle = folder.resolve("bundle");
        var rows = Files.writeString(folder.resolve("rows.jsonl"), rows());
        var clients = new PlainClients(cluster.bootstrapServers(), registry);

        var files = Map.of(
                "model.onnx", model.toString(),
                "churn.yaml", pipeline.toString(),
                "rows.jsonl", rows.toString(),
                "churn-1", bundle.toString());
        var way = Document.read(GUIDE).section("From a file to predictions").commands();
        step("inspect", way.get(0), files);
        step("create", way.get(1), files);
        step("verify", way.get(2), files);
        var scores = step("score", way.get(3), files);
        step("publish", way.get(4), files);
        step("topics", "./sluicegate topics apply --pipeline churn.yaml", files);
        timed("send", () -> clients.produce("visits", "customerId", events()));
        exit = CompletableFuture.supplyAsync(
                () -> stages.run(pipeline, Map.of()), task -> new Thread(task, "service").start());
        timed("rollout control", () -> await("rollout control")
                .atMost(PATIENCE)
                .ignoreException(ConnectException.class)
                .until(() -> !notReady().contains("\"" + ControlStage.NAME + "\"")));
        step("register", way.get(5), files);
        step("deploy", way.get(6), files);
        timed("predictions", () -> await("predictions")
                .atMost(PATIENCE)
                .until(() -> clients.read("churn.predictions").size() >= CITIES.length));

        shouldEqual(clients.read("churn.predictions"), scores.lines());
        timed("see", () -> shouldBeSeen(pipeline));
        System.out.println("From an unknown model to predictions, in ms: " + millis);
    }

    /** What the service says of the stages that can't work yet. */
    private String notReady() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/readyz"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static void shouldBeSeen(Path pipeline) throws IOException {
        var seeing = new SeeingCheck(pipeline);
        seeing.shouldReplay(seeing.shouldExplain("visit-0", "1"));
        seeing.shouldShowWhoDecided("churn", "1", CITIES.length);
        seeing.shouldNameTheStageThatDoesNotRun("drift-detector", "stream-scorer");
    }

    private static void shouldEqual(List<GenericRecord> predictions, List<String> scores) throws IOException {
        assertThat(predictions).hasSize(scores.size());
        for (var i = 0; i < scores.size(); i++) {
            var expected = MAPPER.readTree(scores.get(i));
            var id = "visit-" + i;
            var prediction = predictions.stream()
                    .filter(record -> record.get("eventId").toString().equals(id))
                    .findFirst()
                    .orElseThrow();
            assertThat(prediction.get("outcome")).hasToString("SCORED");
            assertThat(prediction.get("definitions")).hasToString("SAME");
            assertThat(prediction.get("label").toString())
                    .isEqualTo(expected.get("label").asText());
            shouldEqual((Map<?, ?>) prediction.get("probabilities"), expected.get("probability"));
            assertThat((double) prediction.get("score"))
                    .isCloseTo(expected.get("probability").get("stays").doubleValue(), within(1e-6));
        }
    }

    private static void shouldEqual(Map<?, ?> probabilities, JsonNode expected) {
        assertThat(probabilities).hasSize(expected.size());
        probabilities.forEach((name, value) -> assertThat((double) value)
                .isCloseTo(expected.get(name.toString()).doubleValue(), within(1e-6)));
    }

    /** Runs a line of the guide with the test's own files. */
    private Desk.Result step(String name, String line, Map<String, String> files) throws Exception {
        assertThat(line).startsWith("./sluicegate ");
        var arguments = Stream.of(line.split(" "))
                .skip(1)
                .map(argument -> files.getOrDefault(argument, argument))
                .toArray(String[]::new);
        var result = new ArrayList<Desk.Result>();
        timed(name, () -> result.add(Desk.run(arguments)));
        return result.get(0).succeeded();
    }

    private interface Work {
        void run() throws Exception;
    }

    private void timed(String name, Work work) throws Exception {
        var begin = System.nanoTime();
        work.run();
        millis.put(name, Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }

    private Path pipeline() throws IOException {
        return Files.writeString(folder.resolve("churn.yaml"), """
                pipeline: churn
                partitions: 2
                kafka:
                  bootstrap: %s
                  registry: %s
                  profile: development
                  latency: low
                service: {data: '%s', port: %d}
                events: {topic: visits, entity: customerId, id: visitId, time: visitedAt}
                features:
                - {name: city, type: string, field: city}
                - {name: visits, type: long, field: visits}
                model: {name: churn, store: '%s'}
                """.formatted(
                        cluster.bootstrapServers(), registry, folder.resolve("data"), port, folder.resolve("models")));
    }

    private static String rows() {
        var rows = new StringBuilder();
        for (var i = 0; i < CITIES.length; i++) {
            rows.append("{\"city\":\"" + CITIES[i] + "\",\"visits\":" + visits(i) + "}\n");
        }
        return rows.toString();
    }

    private static long visits(int i) {
        return i * 3L;
    }

    private static List<GenericRecord> events() {
        var schema = SchemaBuilder.record("Visit")
                .namespace("com.example")
                .fields()
                .requiredString("customerId")
                .requiredString("visitId")
                .name("visitedAt")
                .type(LogicalTypes.timestampMillis()
                        .addToSchema(SchemaBuilder.builder().longType()))
                .noDefault()
                .requiredString("city")
                .requiredLong("visits")
                .endRecord();
        var events = new ArrayList<GenericRecord>();
        for (var i = 0; i < CITIES.length; i++) {
            var event = new GenericData.Record(schema);
            event.put("customerId", "customer-" + i);
            event.put("visitId", "visit-" + i);
            event.put("visitedAt", Instant.now().toEpochMilli());
            event.put("city", CITIES[i]);
            event.put("visits", visits(i));
            events.add(event);
        }
        return events;
    }

    /** A string and a whole number in, as a pipeline of scikit-learn has them; a class and a ZipMap out. */
    private static byte[] unknown() {
        return new OnnxMaker()
                .input("city", STRING, ANY, 1)
                .input("visits", INT64, ANY, 1)
                .integers("columns", new long[] {2}, -1, 3)
                .ml(
                        "OneHotEncoder",
                        List.of("city"),
                        List.of("hot"),
                        "cats_strings",
                        new String[] {"Köln", "Lima", "Oslo"},
                        "zeros",
                        1)
                .node("Reshape", List.of("hot", "columns"), List.of("cities"))
                .node("Cast", List.of("visits"), List.of("count"), "to", OnnxMaker.FLOAT32)
                .node("Concat", List.of("cities", "count"), List.of("all"), "axis", 1)
                .ml(
                        "LinearClassifier",
                        List.of("all"),
                        List.of("label", "raw"),
                        "coefficients",
                        new float[] {-0.5f, 0.25f, 1, -0.5f, 0.5f, -0.25f, -1, 0.5f},
                        "intercepts",
                        new float[] {1, -1},
                        "post_transform",
                        "SOFTMAX",
                        "classlabels_strings",
                        new String[] {"goes", "stays"})
                .ml("ZipMap", List.of("raw"), List.of("probability"), "classlabels_strings", new String[] {
                    "goes", "stays"
                })
                .output("label", STRING, ANY)
                .mapOutput("probability", STRING)
                .make();
    }
}
