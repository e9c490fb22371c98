package io.sluicegate.scorer.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.bundle.Manifest.Place;
import io.sluicegate.bundle.Manifest.Score;
import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.pipeline.config.EndpointSettings;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.scorer.TestDeployments;
import io.sluicegate.scorer.TestModels;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.testing.LogCapture;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The endpoint, asked by Java's own HTTP client and over plain sockets. */
class EndpointTest {
    private static final String INFER = "/v2/models/test-model/infer";

    @TempDir
    Path folder;

    private TestBundles bundles;
    private TestEndpoint endpoint;

    @BeforeEach
    void publish() {
        bundles = new TestBundles(folder);
    }

    @AfterEach
    void stop() {
        if (endpoint != null) {
            endpoint.close();
        }
    }

    @Test
    void shouldTellWhetherItLivesAndIsReady() throws Exception {
        start(TestEndpoint.settings());

        assertThat(endpoint.get("/v2/health/live").statusCode()).isEqualTo(200);
        assertThat(endpoint.get("/v2/health/ready").statusCode()).isEqualTo(503);
        assertThat(endpoint.get("/v2/models/test-model/ready").statusCode()).isEqualTo(503);
        assertThat(error(endpoint.post(INFER, rows(1)), 503)).contains("no version of model 'test-model' decides yet");

        endpoint.deploy(1, bundles.linear(1));

        assertThat(TestEndpoint.json(endpoint.get("/v2/health/live"))
                        .get("live")
                        .asBoolean())
                .isTrue();
        assertThat(endpoint.get("/v2/health/ready").statusCode()).isEqualTo(200);
        assertThat(endpoint.get("/v2/models/test-model/ready").body())
                .isEqualTo("{\"name\":\"test-model\",\"ready\":true}");
        assertThat(endpoint.get("/v2/models/test-model/versions/1/ready").statusCode())
                .isEqualTo(200);
        assertThat(endpoint.get("/v2/models/test-model/versions/2/ready").statusCode())
                .isEqualTo(404);
        assertThat(TestEndpoint.json(endpoint.get("/v2"))
                        .get("extensions")
                        .get(0)
                        .asText())
                .isEqualTo("binary_tensor_data");
        assertThat(TestEndpoint.json(endpoint.get("/v2/")).get("name").asText()).isEqualTo("sluicegate");
    }

    @Test
    void shouldDescribeTheModel() throws Exception {
        start(TestEndpoint.settings());
        var version = bundles.linear(1);
        endpoint.deploy(1, version);

        var model = TestEndpoint.json(endpoint.get("/v2/models/test-model"));

        assertThat(model.get("name").asText()).isEqualTo("test-model");
        assertThat(model.get("versions")).hasToString("[\"1\"]");
        assertThat(model.get("platform").asText()).isEqualTo("onnx_onnxv1");
        assertThat(model.get("inputs")).hasToString("[{\"name\":\"features\",\"datatype\":\"FP32\",\"shape\":[-1,3]}]");
        assertThat(model.get("outputs")).hasToString("[{\"name\":\"score\",\"datatype\":\"FP32\",\"shape\":[-1,1]}]");
        assertThat(model.get("version").asText()).isEqualTo("1");
        assertThat(model.get("digest").asText()).isEqualTo(version.getBundleDigest());
        assertThat(model.get("provider").asText()).isEqualTo("CPUExecutionProvider");
        assertThat(model.get("created").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(model.at("/schema/features/1")).hasToString("{\"name\":\"count\",\"type\":\"long\"}");
        assertThat(model.at("/schema/inputs/0/features")).hasToString("[\"amount\",\"count\",\"abroad\"]");
        assertThat(endpoint.get("/v2/models/test-model/versions/1").body()).isEqualTo(model.toString());
        assertThat(error(endpoint.get("/v2/models/other"), 404)).contains("this scorer serves 'test-model'");
    }

    @Test
    void shouldAnswerWithTheVersionThatDecidesForMostKeysOrTheOneAskedFor() throws Exception {
        start(TestEndpoint.settings());
        var one = bundles.linear(1);
        var two = bundles.linear(2);
        endpoint.accept(TestDeployments.revision(1).primary(one).candidate(two, 3_000));
        endpoint.awaitLoaded(one);
        endpoint.awaitLoaded(two);

        var stable = TestEndpoint.json(endpoint.post(INFER, rows(2)));

        assertThat(stable.get("model_name").asText()).isEqualTo("test-model");
        assertThat(stable.get("model_version").asText()).isEqualTo("1");
        assertThat(stable.at("/outputs/0"))
                .hasToString("{\"name\":\"score\",\"datatype\":\"FP32\",\"shape\":[2,1],\"data\":[1000.0,1001.0]}");
        assertThat(TestEndpoint.json(endpoint.post("/v2/models/test-model/versions/2/infer", rows(1)))
                        .at("/outputs/0/data"))
                .hasToString("[2000.0]");
        assertThat(error(endpoint.post("/v2/models/test-model/versions/3/infer", rows(1)), 404))
                .contains("no version '3'")
                .contains("[1, 2]");

        endpoint.accept(TestDeployments.revision(2).primary(one).candidate(two, 6_000));

        assertThat(TestEndpoint.json(endpoint.post(INFER, rows(1)))
                        .get("model_version")
                        .asText())
                .isEqualTo("2");
    }

    @Test
    void shouldSayThatAVersionIsNotLoaded() throws Exception {
        start(TestEndpoint.settings());
        var absent = bundles.linear(1);
        absent.setLocation(folder.resolve("nowhere").toString());
        endpoint.accept(TestDeployments.revision(1).primary(absent));

        assertThat(error(endpoint.post(INFER, rows(1)), 503)).contains("version 1 isn't loaded on this instance");
        assertThat(endpoint.get("/v2/models/test-model/ready").body())
                .contains("\"ready\":false")
                .contains("isn't loaded");
    }

    @Test
    void shouldScoreMoreRowsThanACallHas() throws Exception {
        start(TestEndpoint.settings());
        var version = bundles.linear(1);
        endpoint.deploy(1, version);
        var most = endpoint.holder.serving().loaded(version).model().batch();

        var answer = TestEndpoint.json(endpoint.post(INFER, rows(100)));

        assertThat(answer.at("/outputs/0/shape")).hasToString("[100,1]");
        assertThat(answer.at("/outputs/0/data/99").asDouble()).isEqualTo(1_099);
        assertThat(most).isLessThan(100);
        assertThat(endpoint.find(Metric.SCORER_ENDPOINT_BATCH).summary().max()).isEqualTo(most);
        assertThat(endpoint.find(Metric.SCORER_ENDPOINT_ROWS).counter().count()).isEqualTo(100);
        assertThat(endpoint.find(Metric.SCORER_ENDPOINT_REQUESTS)
                        .tag("code", "200")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldTakeAndGiveBinaryData() throws Exception {
        start(TestEndpoint.settings());
        endpoint.deploy(1, bundles.linear(1));
        var json = """
                {"id": "b", "inputs": [{"name": "features", "shape": [2, 3], "datatype": "FP32",
                                        "parameters": {"binary_data_size": 24}}],
                 "parameters": {"binary_data_output": true}}
                """.getBytes(UTF_8);
        var body = ByteBuffer.allocate(json.length + 24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(json);
        for (var value : new float[] {1, 2, 0, 4, 5, 1}) {
            body.putFloat(value);
        }

        var answer = endpoint.post(INFER, body.array(), "Inference-Header-Content-Length", "" + json.length);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/octet-stream");
        var length = (int) answer.headers()
                .firstValueAsLong("Inference-Header-Content-Length")
                .orElseThrow();
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(length + 8);
        assertThat(new String(answer.body(), 0, length, UTF_8))
                .contains("\"id\":\"b\"")
                .contains("\"shape\":[2,1],\"parameters\":{\"binary_data_size\":8}")
                .doesNotContain("\"data\"");
        var floats = ByteBuffer.wrap(answer.body(), length, 8).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(floats.getFloat()).isEqualTo(1_021);
        assertThat(floats.getFloat()).isEqualTo(1_154);
        assertThat(errorOf(endpoint.post(INFER, body.array(), "Inference-Header-Content-Length", "1e3")))
                .contains("no number of bytes");
        assertThat(errorOf(endpoint.post(INFER, body.array(), "Inference-Header-Content-Length", "99999")))
                .contains("gives the length of the JSON object");
        assertThat(errorOf(endpoint.post(INFER, body.array()))).contains("error");
    }

    @Test
    void shouldGiveTheMapOfAZipMapAsJson() throws Exception {
        start(TestEndpoint.settings());
        endpoint.deploy(1, bundles.publish(TestBundles.manifest("1", zipMapScore()), TestModels.zipMap(), 0));

        assertThat(TestEndpoint.json(endpoint.get("/v2/models/test-model")).get("outputs"))
                .hasToString("[{\"name\":\"score\",\"datatype\":\"BYTES\",\"shape\":[-1]}]");
        assertThat(TestEndpoint.json(endpoint.post(INFER, rows(2))).at("/outputs/0"))
                .hasToString("{\"name\":\"score\",\"datatype\":\"BYTES\",\"shape\":[2],"
                        + "\"data\":[\"{\\\"0\\\":0.0,\\\"1\\\":0.0}\",\"{\\\"0\\\":1.0,\\\"1\\\":2.0}\"]}");
    }

    private static Output zipMapScore() {
        return new Output(
                Optional.of(new Score(TestModels.SCORE, new Place.Key("1"))),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty());
    }

    @Test
    void shouldAskForTheToken() throws Exception {
        start(TestEndpoint.withToken("open sesame"));
        endpoint.deploy(1, bundles.linear(1));

        var refused = endpoint.post(INFER, rows(1));

        assertThat(error(refused, 401)).contains("Authorization: Bearer TOKEN");
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(endpoint.get("/v2/models/test-model", "Authorization", "Bearer open sesam")
                        .statusCode())
                .isEqualTo(401);
        assertThat(endpoint.get("/v2", "Authorization", "Basic open sesame").statusCode())
                .isEqualTo(401);
        assertThat(endpoint.get("/v2/whatever").statusCode()).isEqualTo(401);
        assertThat(endpoint.get("/v2/health/ready").statusCode()).isEqualTo(200);
        assertThat(endpoint.post(INFER, rows(1), "Authorization", "Bearer open sesame")
                        .statusCode())
                .isEqualTo(200);
        assertThat(endpoint.get("/v2", "Authorization", "bearer open sesame").statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldNameWhatIsWrongWithARequest() throws Exception {
        start(TestEndpoint.settings());
        endpoint.deploy(1, bundles.linear(1));

        assertThat(error(endpoint.post(INFER, "nonsense"), 400)).contains("no JSON of a request");
        assertThat(error(endpoint.post(INFER, ""), 400)).isNotEmpty();
        assertThat(error(endpoint.post(INFER, "{\"inputs\": []}"), 400)).contains("input 'features' is missing");
        assertThat(error(endpoint.post(INFER, rows(1).replace("FP32", "FP64")), 400))
                .contains("input 'features': expected FP32 [-1, 3], found datatype FP64");
        assertThat(error(
                        endpoint.post(
                                INFER, rows(1).replace("\"inputs\"", "\"outputs\": [{\"name\": \"z\"}], \"inputs\"")),
                        400))
                .contains("no output 'z'");
        assertThat(error(endpoint.post(INFER, rows(1), "Content-Encoding", "gzip"), 415))
                .contains("gzip");
        assertThat(error(endpoint.get(INFER), 405)).contains("POST");
        assertThat(endpoint.get(INFER).headers().firstValue("Allow")).contains("POST");
        assertThat(error(endpoint.get("/v2/nothing"), 404)).contains("no /v2/nothing");
        assertThat(error(endpoint.post("/v2/models/other/infer", rows(1)), 404)).contains("no model 'other'");
        assertThat(error(endpoint.post(INFER, "{\"x\": " + "[".repeat(500_000)), 400))
                .contains("depth");
        assertThat(error(endpoint.post(INFER, rows(1).replace("0.0,0,0", "1e400,0,0")), 400))
                .contains("1e400");
        assertThat(error(endpoint.post(INFER, rows(1).replace("0.0,0,0", "9".repeat(5_000) + ",0,0")), 400))
                .contains("no JSON of a request");
        assertThat(endpoint.post(INFER, rows(1)).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldRefuseABodyThatIsTooLarge() throws Exception {
        start(TestEndpoint.within(TestEndpoint.PATIENCE, 100_000, 64));
        endpoint.deploy(1, bundles.linear(1));

        assertThat(error(endpoint.post(INFER, " ".repeat(150_000)), 413)).contains("larger than 100000 bytes");
        assertThat(endpoint.post(INFER, " ".repeat(100_000 - rows(1).length()) + rows(1))
                        .statusCode())
                .isEqualTo(200);
        assertThat(endpoint.raw(
                        head("Transfer-Encoding: chunked") + "19000\r\n" + " ".repeat(0x19000) + "\r\n0\r\n\r\n",
                        false))
                .startsWith("HTTP/1.1 413 ");
    }

    /** The client reads its answer only after the whole body, as many do; some of the body is sent after the answer. */
    @ParameterizedTest
    @CsvSource({
        "413, /v2/models/txn-fraud/infer, secret, Connection: close",
        "413, /v2/models/txn-fraud/infer, secret, Expect: 100-continue",
        "401, /v2/models/txn-fraud/infer, wrong, Connection: close",
        "405, /v2/models/infer, secret, Connection: close"
    })
    void shouldLetAClientSendItsWholeBodyBeforeItReadsARefusal(int status, String path, String token, String header)
            throws Exception {
        endpoint = new TestEndpoint(folder, TestEndpoint.withToken("secret"));
        var body = new byte[3 << 19];
        try (var socket = endpoint.socket()) {
            socket.setSoTimeout((int) TestEndpoint.PATIENCE.toMillis());
            var out = socket.getOutputStream();
            out.write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n"
                            + "Content-Length: " + body.length + "\r\n" + header + "\r\n\r\n")
                    .getBytes(UTF_8));
            var first = socket.getInputStream().read();

            for (var from = 0; from < body.length; from += 1 << 16) {
                out.write(body, from, 1 << 16);
            }

            assertThat((char) first + new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 " + status + " ")
                    .contains("{\"error\":");
        }
    }

    @Test
    void shouldCloseTheConnectionOfAClientThatSendsOnAndOnAfterARefusal() throws Exception {
        start(TestEndpoint.within(TestEndpoint.PATIENCE, 100_000, 1));
        try (var socket = endpoint.socket()) {
            var out = socket.getOutputStream();
            out.write(head("Content-Length: " + (1L << 40)).getBytes(UTF_8));
            var some = new byte[1 << 16];

            assertThatThrownBy(() -> {
                        for (var sent = 0; sent < 1 << 28; sent += some.length) {
                            out.write(some);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThat(endpoint.get("/v2").statusCode()).isEqualTo(200);
    }

    /** There are more of them than the server has threads. */
    @Test
    void shouldAnswerOthersWhileRefusedClientsSendNothing() throws Exception {
        start(TestEndpoint.within(Duration.ofHours(1), 100_000, 1));
        var refused = new ArrayList<Socket>();
        try {
            for (var i = 0; i < 300; i++) {
                var socket = endpoint.socket();
                refused.add(socket);
                socket.setSoTimeout((int) TestEndpoint.PATIENCE.toMillis());
                socket.getOutputStream()
                        .write("POST /v2/models/infer HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n"
                                .getBytes(UTF_8));

                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }

            assertThat(endpoint.get("/v2/health/live").statusCode()).isEqualTo(200);
        } finally {
            for (var socket : refused) {
                socket.close();
            }
        }
    }

    @Test
    void shouldNotWaitForASlowBody() throws Exception {
        start(TestEndpoint.within(Duration.ofMillis(500), 100_000, 1));
        endpoint.deploy(1, bundles.linear(1));

        assertThat(endpoint.raw(head("Content-Length: 100") + "{\"inputs\"", false))
                .startsWith("HTTP/1.1 408 ")
                .contains("Connection: close")
                .contains("{\"error\":\"the request's body didn't come in time: 9 bytes have\"}");
        assertThat(endpoint.post(INFER, rows(1)).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldOutliveABodyOfAnotherLengthThanItsHeaderSays() throws Exception {
        start(TestEndpoint.within(TestEndpoint.PATIENCE, 100_000, 1));
        endpoint.deploy(1, bundles.linear(1));

        assertThat(endpoint.raw(head("Content-Length: 1000") + rows(1), true)).doesNotContain(" 200 ");
        assertThat(endpoint.raw(head("Content-Length: 20") + rows(1), true))
                .startsWith("HTTP/1.1 400 ")
                .contains("no JSON of a request");
        assertThat(endpoint.raw(head("Content-Length: minus one") + rows(1), true))
                .startsWith("HTTP/1.1 400 ");
        assertThat(endpoint.post(INFER, rows(1)).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldRefuseABodyWithBrokenChunks() throws Exception {
        endpoint = new TestEndpoint(folder, TestEndpoint.withToken("secret"));
        var chunks = "Transfer-Encoding: chunked\r\nAuthorization: Bearer ";

        try (var log = LogCapture.of("io")) {
            assertThat(endpoint.raw(head(chunks + "secret") + "none\r\n\r\n", true))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(endpoint.raw(head(chunks + "wrong") + "none\r\n\r\n", true))
                    .startsWith("HTTP/1.1 401 ");
            assertThat(log.messages()).isEmpty();
        }
        assertThat(endpoint.get("/v2/health/live").statusCode()).isEqualTo(200);
    }

    private static String head(String header) {
        return "POST " + INFER + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n";
    }

    @Test
    void shouldRefuseRequestsBeyondItsConcurrency() throws Exception {
        start(TestEndpoint.within(TestEndpoint.PATIENCE, 100_000, 1));
        endpoint.deploy(1, bundles.linear(1));
        try (var socket = endpoint.socket()) {
            socket.getOutputStream().write((head("Content-Length: 100") + "{\"inputs\"").getBytes(UTF_8));
            await().atMost(TestEndpoint.PATIENCE)
                    .until(() -> endpoint.post(INFER, rows(1)).statusCode() == 503);

            var refused = endpoint.post(INFER, rows(1));

            assertThat(error(refused, 503)).contains("1 requests already");
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        }
        await().atMost(TestEndpoint.PATIENCE)
                .until(() -> endpoint.post(INFER, rows(1)).statusCode() == 200);
    }

    @Test
    void shouldGiveUpOnASlowModelInTime() throws Exception {
        start(TestEndpoint.within(Duration.ofMillis(300), 100_000, 2));
        endpoint.deploy(1, bundles.publish(TestBundles.manifest("1"), TestModels.looping(0, 0, 1), 0));

        assertThat(error(endpoint.post(INFER, row(10_000)), 504)).contains("version 1 didn't answer in time");
        await().atMost(TestEndpoint.PATIENCE)
                .until(() -> endpoint.post(INFER, row(1)).statusCode() == 200);
    }

    @Test
    void shouldLetAClientThatDoesNotReadItsAnswerTakeOnePlaceAndNoMore() throws Exception {
        endpoint = new TestEndpoint(
                folder, TestEndpoint.within(TestEndpoint.PATIENCE, 16 << 20, 1), TestBundles.FEATURE_SET, 4_096);
        endpoint.deploy(1, bundles.linear(1));
        var rows = 1_000_000;
        var json = ("{\"inputs\": [{\"name\": \"features\", \"shape\": [" + rows + ", 3], \"datatype\": \"FP32\","
                        + " \"parameters\": {\"binary_data_size\": " + 12 * rows + "}}]}")
                .getBytes(UTF_8);
        var head = head(
                "Content-Length: " + (json.length + 12 * rows) + "\r\nInference-Header-Content-Length: " + json.length);
        try (var socket = endpoint.socket()) {
            socket.getOutputStream().write(head.getBytes(UTF_8));
            socket.getOutputStream().write(json);
            socket.getOutputStream().write(new byte[12 * rows]);
            await().atMost(TestEndpoint.PATIENCE)
                    .until(() -> endpoint.find(Metric.SCORER_ENDPOINT_REQUESTS)
                                    .tag("code", "200")
                                    .counter()
                            != null);

            assertThat(error(endpoint.post(INFER, rows(1)), 503)).contains("1 requests already");
        }
        await().atMost(TestEndpoint.PATIENCE)
                .until(() -> endpoint.post(INFER, rows(1)).statusCode() == 200);
    }

    @Test
    void shouldScoreWaitingRequestsTogether() throws Exception {
        start(TestEndpoint.settings());
        endpoint.deploy(1, bundles.publish(TestBundles.manifest("1"), TestModels.looping(0, 0, 1), 0));
        var slow = endpoint.postAsync(INFER, row(1_500));
        await().atMost(TestEndpoint.PATIENCE)
                .until(() -> endpoint.find(Metric.SCORER_ENDPOINT_BATCH).summary() != null);
        var others = IntStream.range(0, 8)
                .mapToObj(i -> endpoint.postAsync(INFER, row(i)))
                .toList();

        await().atMost(TestEndpoint.PATIENCE).until(() -> slow.isDone() || endpoint.waiting() == 8);

        for (var i = 0; i < 8; i++) {
            assertThat(score(others.get(i).get())).isEqualTo(i);
        }
        assertThat(score(slow.get())).isEqualTo(1_500);
        var batch = endpoint.find(Metric.SCORER_ENDPOINT_BATCH).summary();
        assertThat(batch.max()).isGreaterThan(1);
        assertThat(batch.count()).isLessThan(9);
    }

    @Test
    void shouldAnswerEachRequestDuringSwaps() throws Exception {
        var before = OnnxModel.openSessions();
        start(TestEndpoint.settings());
        var versions = IntStream.rangeClosed(1, 12).mapToObj(bundles::linear).toList();
        endpoint.deploy(1, versions.get(0));
        var over = new AtomicBoolean();
        var clients = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> ask(over)))
                .toList();

        for (var i = 1; i < versions.size(); i++) {
            endpoint.accept(TestDeployments.revision(2L * i)
                    .primary(versions.get(i - 1))
                    .preparing(versions.get(i)));
            endpoint.awaitLoaded(versions.get(i));
            endpoint.accept(TestDeployments.revision(2L * i + 1).primary(versions.get(i)));
        }
        over.set(true);

        var answers = new ArrayList<JsonNode>();
        for (var client : clients) {
            answers.addAll(client.get());
        }
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.at("/outputs/0/data/0").asDouble())
                        .isEqualTo(answer.get("model_version").asInt() * (double) TestBundles.STEP));
        assertThat(answers.stream()
                        .map(answer -> answer.get("model_version").asText())
                        .distinct())
                .hasSizeGreaterThan(3);
        await().atMost(TestEndpoint.PATIENCE).until(() -> OnnxModel.openSessions() == before + 1);
    }

    private List<JsonNode> ask(AtomicBoolean over) {
        var answers = new ArrayList<JsonNode>();
        try {
            while (!over.get()) {
                var answer = endpoint.post(INFER, rows(1));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                answers.add(TestEndpoint.json(answer));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return answers;
    }

    private void start(EndpointSettings settings) {
        endpoint = new TestEndpoint(folder, settings);
    }

    /** Rows with the amounts 0, 1, 2, … */
    private static String rows(int count) {
        var data = new StringBuilder();
        for (var row = 0; row < count; row++) {
            data.append(row == 0 ? "" : ",").append(row).append(".0,0,0");
        }
        return request(count, data.toString());
    }

    /** One row with an amount. */
    private static String row(int amount) {
        return request(1, amount + ", 0, 0");
    }

    private static String request(int rows, String data) {
        return "{\"inputs\": [{\"name\": \"features\", \"shape\": [" + rows
                + ", 3], \"datatype\": \"FP32\", \"data\": [" + data + "]}]}";
    }

    private static double score(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestEndpoint.json(answer).at("/outputs/0/data/0").asDouble();
    }

    private static String error(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        return TestEndpoint.json(answer).get("error").asText();
    }

    private static String errorOf(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        return new String(answer.body(), UTF_8);
    }
}
