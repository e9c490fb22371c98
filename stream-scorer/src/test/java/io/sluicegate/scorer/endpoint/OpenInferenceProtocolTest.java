package io.sluicegate.scorer.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.sluicegate.bundle.BundleDraft;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.ElementType;
import io.sluicegate.bundle.Golden;
import io.sluicegate.bundle.Manifest;
import io.sluicegate.bundle.Manifest.Input;
import io.sluicegate.bundle.Manifest.NeededFeature;
import io.sluicegate.bundle.Manifest.Output;
import io.sluicegate.bundle.Missing;
import io.sluicegate.bundle.ReferenceProfiler;
import io.sluicegate.bundle.onnx.OnnxMaker;
import io.sluicegate.pipeline.config.FeatureDefinition;
import io.sluicegate.pipeline.config.FeatureDefinition.Field;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.scorer.TestBundles;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of the Open Inference Protocol and of its binary extension, asked by curl: a model with an input of uint32 [2, 2] and
 * one of bool [3], and an output of float32 [3, 2].
 */
class OpenInferenceProtocolTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NUMBERS = List.of("n0", "n1", "n2", "n3");
    private static final List<String> FLAGS = List.of("b0", "b1", "b2");
    private static final String INFER = "/v2/models/test-model/infer";

    @TempDir
    private static Path folder;

    private static TestEndpoint endpoint;

    /** The status of an answer, its headers and its body. */
    private record Answer(int status, String headers, byte[] body) {
        JsonNode json() throws Exception {
            return JSON.readTree(body);
        }
    }

    @BeforeAll
    static void serveTheModel() throws IOException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "curl"))),
                "no curl on the PATH: install it to test Sluicegate with it");
        var features = Stream.concat(
                        NUMBERS.stream().map(name -> feature(name, Type.DOUBLE)),
                        FLAGS.stream().map(name -> feature(name, Type.BOOLEAN)))
                .toList();
        endpoint = new TestEndpoint(folder, TestEndpoint.settings(), new FeatureSet(features), 8);
        endpoint.deploy(1, publish(manifest(features)));
    }

    private static DeployedVersion publish(Manifest manifest) throws IOException {
        var zeros = new LinkedHashMap<String, JsonNode>();
        NUMBERS.forEach(name -> zeros.put(name, IntNode.valueOf(0)));
        FLAGS.forEach(name -> zeros.put(name, BooleanNode.FALSE));
        var golden = new Golden(0, List.of(new Golden.Vector(zeros, Map.of(), OptionalDouble.of(0))));
        var reference = new ReferenceProfiler(NUMBERS)
                .add(new double[NUMBERS.size()])
                .profile(manifest.featureSetFingerprint());
        var published = new BundleStore(folder).publish(new BundleDraft(manifest, model(), reference, golden));
        return new DeployedVersion(manifest.version(), published.location(), published.digest());
    }

    private static FeatureDefinition feature(String name, Type type) {
        return new FeatureDefinition(name, type, new Field(name, false));
    }

    /** The sums of the first input's columns, in each row whose flag is set. */
    private static byte[] model() {
        return new OnnxMaker()
                .input("input0", OnnxMaker.UINT32, 2, 2)
                .input("input1", OnnxMaker.BOOL, 3)
                .integers("first", new long[] {1}, 0)
                .integers("column", new long[] {2}, 3, 1)
                .node("Cast", List.of("input0"), List.of("numbers"), "to", OnnxMaker.FLOAT32)
                .node("ReduceSum", List.of("numbers", "first"), List.of("sums"), "keepdims", 1)
                .node("Cast", List.of("input1"), List.of("flags"), "to", OnnxMaker.FLOAT32)
                .node("Reshape", List.of("flags", "column"), List.of("rows"))
                .node("Mul", List.of("rows", "sums"), List.of("output0"))
                .output("output0", OnnxMaker.FLOAT32, 3, 2)
                .make();
    }

    private static Manifest manifest(List<FeatureDefinition> features) {
        return new Manifest(
                TestBundles.MODEL,
                "1",
                new FeatureSet(features).fingerprint(),
                features.stream()
                        .map(feature -> new NeededFeature(feature.name(), feature.type()))
                        .toList(),
                List.of(unbatched("input0", ElementType.UINT32, NUMBERS), unbatched("input1", ElementType.BOOL, FLAGS)),
                Output.score("output0", 0, OptionalDouble.empty()),
                Instant.EPOCH,
                "nothing");
    }

    private static Input unbatched(String name, ElementType type, List<String> features) {
        return new Input(name, type, features, Optional.empty(), false, Missing.of(type));
    }

    @AfterAll
    static void stop() {
        if (endpoint != null) {
            endpoint.close();
        }
    }

    @Test
    void shouldAnswerTheExampleInJson() throws Exception {
        var answer = curl(INFER, "-H", "Content-Type: application/json", "-d", """
                {"id": "42",
                 "inputs": [
                   {"name": "input0", "shape": [2, 2], "datatype": "UINT32", "data": [1, 2, 3, 4]},
                   {"name": "input1", "shape": [3], "datatype": "BOOL", "data": [true, false, true]}],
                 "outputs": [{"name": "output0"}]}
                """);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsIgnoringCase("Content-Type: application/json");
        assertThat(answer.json())
                .hasToString(
                        "{\"model_name\":\"test-model\",\"model_version\":\"1\",\"id\":\"42\",\"outputs\":[{\"name\":"
                                + "\"output0\",\"datatype\":\"FP32\",\"shape\":[3,2],\"data\":[4.0,6.0,0.0,0.0,4.0,6.0]}]}");
    }

    /** The specification's own text has one value for an input of three. */
    @Test
    void shouldSayWhatIsWrongWithTheExampleAsItIsPrinted() throws Exception {
        var answer = curl(INFER, "-d", """
                {"id": "42",
                 "inputs": [
                   {"name": "input0", "shape": [2, 2], "datatype": "UINT32", "data": [1, 2, 3, 4]},
                   {"name": "input1", "shape": [3], "datatype": "BOOL", "data": [true]}],
                 "outputs": [{"name": "output0"}]}
                """);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json())
                .hasToString(
                        "{\"error\":\"input 'input1': shape [3] asks for 3 elements, flat or nested like the shape;"
                                + " found an array of 1\"}");
    }

    @Test
    void shouldAnswerTheExampleInBinary() throws Exception {
        var json = """
                {"model_name": "mymodel",
                 "inputs": [
                   {"name": "input0", "shape": [2, 2], "datatype": "UINT32", "parameters": {"binary_data_size": 16}},
                   {"name": "input1", "shape": [3], "datatype": "BOOL", "parameters": {"binary_data_size": 3}}],
                 "outputs": [{"name": "output0", "parameters": {"binary_data": true}}]}
                """.getBytes(UTF_8);
        var body = new ByteArrayOutputStream();
        body.writeBytes(json);
        body.writeBytes(new byte[] {1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 1, 0, 1});
        var file = Files.write(folder.resolve("request"), body.toByteArray());

        var answer = curl(
                INFER,
                "-H",
                "Content-Type: application/octet-stream",
                "-H",
                "Inference-Header-Content-Length: " + json.length,
                "--data-binary",
                "@" + file);

        assertThat(answer.status()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
        assertThat(answer.headers()).containsIgnoringCase("Content-Type: application/octet-stream");
        var length = answer.body().length - 24;
        assertThat(answer.headers())
                .containsIgnoringCase("Inference-Header-Content-Length: " + length + "\r\n")
                .containsIgnoringCase("Content-Length: " + (length + 24) + "\r\n");
        assertThat(JSON.readTree(Arrays.copyOf(answer.body(), length)).get("outputs"))
                .hasToString("[{\"name\":\"output0\",\"datatype\":\"FP32\",\"shape\":[3,2],"
                        + "\"parameters\":{\"binary_data_size\":24}}]");
        var floats = new float[6];
        ByteBuffer.wrap(answer.body(), length, 24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(floats);
        assertThat(floats).containsExactly(4, 6, 0, 0, 4, 6);
    }

    @Test
    void shouldAnswerTheOtherPaths() throws Exception {
        assertThat(curl("/v2/health/live").status()).isEqualTo(200);
        assertThat(curl("/v2/health/ready").status()).isEqualTo(200);
        assertThat(curl("/v2").json().get("extensions")).hasToString("[\"binary_tensor_data\"]");
        assertThat(curl("/v2/models/test-model/versions/1/ready")
                        .json()
                        .get("ready")
                        .asBoolean())
                .isTrue();
        var model = curl("/v2/models/test-model").json();
        assertThat(model.get("inputs"))
                .hasToString("[{\"name\":\"input0\",\"datatype\":\"UINT32\",\"shape\":[2,2]},"
                        + "{\"name\":\"input1\",\"datatype\":\"BOOL\",\"shape\":[3]}]");
        assertThat(model.get("outputs")).hasToString("[{\"name\":\"output0\",\"datatype\":\"FP32\",\"shape\":[3,2]}]");
        assertThat(curl("/v2/models/mymodel").status()).isEqualTo(404);
        assertThat(curl("/v2/models/mymodel").json().has("error")).isTrue();
    }

    /** A body that is too large is answered, whether curl waits for leave to send it or not. */
    @Test
    void shouldAnswerABodyThatIsTooLarge() throws Exception {
        var file = Files.write(folder.resolve("large"), new byte[3 << 19]);

        for (var expect : List.of("Expect: 100-continue", "Expect:")) {
            var answer = curl(INFER, "-H", expect, "--data-binary", "@" + file);

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.json().get("error").asText()).contains("larger than 1048576 bytes");
        }
    }

    private static Answer curl(String path, String... options) throws Exception {
        var headers = folder.resolve("headers");
        var body = folder.resolve("body");
        Files.write(body, new byte[0]);
        var command =
                new ArrayList<>(List.of("curl", "-sS", "-m", "30", "-D", headers.toString(), "-o", body.toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-w", "%{http_code}", endpoint.url() + path));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return new Answer(Integer.parseInt(printed), Files.readString(headers), Files.readAllBytes(body));
    }
}
