package io.sluicegate.launcher;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;
import static io.sluicegate.bundle.onnx.OnnxMaker.INT64;
import static io.sluicegate.bundle.onnx.OnnxMaker.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.sluicegate.bundle.onnx.OnnxMaker;
import io.sluicegate.runtime.service.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that strangers bring become bundles that verify. */
class BundleCreateTest {
    private static final String PIPELINE = """
            pipeline: orders
            kafka: {bootstrap: 'localhost:9092', registry: 'http://localhost:8081'}
            events: {entity: customerId, id: orderId, time: orderedAt}
            features:
            - {name: amount, type: double, field: amount}
            - {name: orders_1h, type: long, aggregate: count, window: 1h}
            - {name: city, type: string, field: city}
            model: {name: mine}
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldTakeDefinitionsFromThePipeline() throws IOException {
        var pipeline = Files.writeString(folder.resolve("orders.yaml"), PIPELINE);
        var bundle = folder.resolve("bundle");

        var created = Desk.create(matrix(2), bundle, "--pipeline", pipeline.toString());

        assertThat(created.succeeded().out())
                .contains("inferred: input 'x' (float32 [rows, 2]) is filled by 2 features: amount to orders_1h");
        assertThat(Files.readString(bundle.resolve("manifest.yaml")))
                .contains("- name: orders_1h\n  type: long\n  definition: ")
                .doesNotContain("city");
        verified(bundle);
    }

    @Test
    void shouldRefuseAModelThatThePipelineCannotFill() throws IOException {
        var pipeline = Files.writeString(folder.resolve("orders.yaml"), PIPELINE);
        var manifest = Files.writeString(
                folder.resolve("m.yaml"),
                "features: [{name: amount, type: long}]\ninputs: [{name: x, features: [amount, weight]}]\n");

        assertThat(Desk.create(matrix(3), folder.resolve("a"), "--pipeline", pipeline.toString())
                        .refusal())
                .contains("input 'x' (float32 [rows, 3]) takes 3 features a row, but 2 are known that fit float32");
        assertThat(Desk.create(
                                matrix(2),
                                folder.resolve("b"),
                                "--pipeline",
                                pipeline.toString(),
                                "--manifest",
                                manifest.toString())
                        .refusal())
                .contains("the model needs feature 'amount' as long, the feature set gives it as double")
                .contains("the model needs feature 'weight', which the feature set lacks");
    }

    @Test
    void shouldNotDependOnTheClock() throws IOException {
        Desk.create(matrix(2), folder.resolve("bundle")).succeeded();

        assertThat(Files.readString(folder.resolve("bundle/manifest.yaml"))).contains("1970-01-01T00:00:00Z");
    }

    @Test
    void shouldMakeUpRowsOfValuesThatTheEncodersKnow() throws IOException {
        var model = new OnnxMaker()
                .input("city", STRING, ANY, 1)
                .input("size", FLOAT32, ANY, 1)
                .ml("OneHotEncoder", List.of("city"), List.of("hot"), "cats_strings", new String[] {"Köln"}, "zeros", 0)
                .node("Cast", List.of("size"), List.of("whole"), "to", INT64)
                .ml("OneHotEncoder", List.of("whole"), List.of("hot2"), "cats_int64s", new long[] {40, 42}, "zeros", 0)
                .output("hot", FLOAT32, ANY, 1, 1)
                .output("hot2", FLOAT32, ANY, 1, 2)
                .make();
        var bundle = folder.resolve("bundle");

        Desk.create(model, bundle).succeeded();

        assertThat(Files.readString(bundle.resolve("golden.json"))).contains("Köln", "42.0");
        verified(bundle);
    }

    @Test
    void shouldSayThatAModelAcceptsNoRowThatIsMadeUp() throws IOException {
        var model = new OnnxMaker()
                .input("place", INT64, ANY, 1)
                .weights("table", new long[] {1}, 1)
                .integers("far", new long[] {1}, 100)
                .node("Add", List.of("place", "far"), List.of("beyond"))
                .node("Gather", List.of("table", "beyond"), List.of("y"))
                .output("y", FLOAT32, ANY, 1)
                .make();
        var rows = Files.writeString(folder.resolve("rows.jsonl"), "{\"place\":-100}\n");

        assertThat(Desk.create(model, folder.resolve("bundle")).refusal())
                .contains("mine@1 failed on 1 row", "name rows that it accepts with --features");
        Desk.create(model, folder.resolve("bundle"), "--features", rows.toString())
                .succeeded();
        verified(folder.resolve("bundle"));
    }

    @Test
    void shouldVerifyWhatItMadeOfLargeAndStrangeScores() throws IOException {
        var large = new OnnxMaker()
                .input("x", FLOAT32, ANY, 3)
                .weights("w", new long[] {3, 1}, 123_456.789, 9_876_543.21, -7_777_777.7)
                .node("MatMul", List.of("x", "w"), List.of("y"))
                .output("y", FLOAT32, ANY, 1)
                .make();
        var strange = new OnnxMaker()
                .input("x", FLOAT32, ANY, 1)
                .node("Log", List.of("x"), List.of("y"))
                .output("y", FLOAT32, ANY, 1)
                .make();

        Desk.create(large, folder.resolve("large")).succeeded();
        Desk.create(strange, folder.resolve("strange")).succeeded();

        verified(folder.resolve("large"));
        verified(folder.resolve("strange"));
    }

    @Test
    void shouldWarnOfAnswersThatDependOnTheBatch() throws IOException {
        var model = new OnnxMaker()
                .input("x", FLOAT32, ANY, 2)
                .node("ReduceMax", List.of("x"), List.of("most"), "axes", new long[] {0})
                .node("Sub", List.of("x", "most"), List.of("y"))
                .output("y", FLOAT32, ANY, 2)
                .make();

        assertThat(Desk.create(model, folder.resolve("bundle")).succeeded().out())
                .contains("warning: answers depend on the batch, so each row has a call of its own: row ");
    }

    @Test
    void shouldReadRowsOfTrainingAsPeopleWriteThem() throws IOException {
        var rows = Files.writeString(
                folder.resolve("rows.jsonl"),
                "{\"amount\":3,\"count\":1}\r\n\r\n{\"count\":null,\"amount\":\"NaN\"}\r\n{\"amount\":4}\n");
        var manifest = Files.writeString(
                folder.resolve("m.yaml"), "inputs: [{name: x, features: [amount, count]}]\noutput: {score: y}\n");
        var bundle = folder.resolve("bundle");

        Desk.create(matrix(2), bundle, "--features", rows.toString(), "--manifest", manifest.toString())
                .succeeded();

        assertThat(Files.readString(bundle.resolve("manifest.yaml")))
                .contains("- name: amount\n  type: double", "- name: count\n  type: double");
        assertThat(Files.readString(bundle.resolve("reference.json"))).contains("\"rows\" : 3");
        verified(bundle);
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWithAFile() throws IOException {
        var array = Files.writeString(folder.resolve("array.jsonl"), "{\"x_0\":1,\"x_1\":2}\n[1,2]\n");
        var nested = Files.writeString(folder.resolve("nested.jsonl"), "{\"x_0\":{\"a\":1}}\n");
        var broken = Files.writeString(folder.resolve("broken.avro"), "Obj");
        var taken = Files.writeString(folder.resolve("taken"), "");

        assertThat(create("--features", array).refusal())
                .contains("array.jsonl:2: expected an object with a value for each feature");
        assertThat(create("--features", nested).refusal()).contains("nested.jsonl:1: feature 'x_0': expected a number");
        assertThat(create("--features", broken).refusal()).isNotBlank();
        assertThat(create("--features", folder.resolve("none.avro")).refusal(ExitCode.NOT_FOUND))
                .contains("none.avro");
        assertThat(create("--features", folder).refusal()).contains("is a folder");
        assertThat(create("--manifest", folder.resolve("none.yaml")).refusal(ExitCode.NOT_FOUND))
                .contains("none.yaml");
        assertThat(create("--manifest", folder).refusal()).contains("can't be read: Is a directory");
        assertThat(Desk.create(matrix(2), folder).refusal()).contains("is a folder of other files");
        assertThat(create("--model", folder).refusal()).contains("is a folder, expected an ONNX file");
        assertThat(Desk.create(matrix(2), taken).refusal()).contains("taken");
        var model = Files.write(folder.resolve("model.onnx"), matrix(2)).toString();
        assertThat(Desk.run("bundle", "create", "--model", model, "--name", "a", "-v", "1", "--out", taken + "/b")
                        .refusal())
                .contains("taken");
        assertThat(Desk.run("bundle", "create", "--model", model, "--name", "a/b", "-v", "1", "--out", "out")
                        .refusal())
                .contains("model 'a/b' can't name a folder");
    }

    private Desk.Result create(String option, Path value) throws IOException {
        var model = Files.write(folder.resolve("model.onnx"), matrix(2));
        return Desk.run(
                "bundle",
                "create",
                "--model",
                (option.equals("--model") ? value : model).toString(),
                "--name",
                "mine",
                "--version",
                "1",
                "--out",
                folder.resolve("out").toString(),
                option.equals("--model") ? "--manifest" : option,
                option.equals("--model") ? "none" : value.toString());
    }

    @Test
    void shouldMakeABundleOfAModelInOnnxRuntimesOwnFormat() throws Exception {
        var model = ortFormat(matrix(2));
        var bundle = folder.resolve("bundle");

        Desk.create(model, bundle).succeeded();

        verified(bundle);
        var rows = Files.writeString(folder.resolve("rows.jsonl"), "{\"x\":[1,2]}\n");
        assertThat(Desk.score(bundle, rows).succeeded().lines()).containsExactly("{\"y\":[-1.0,-2.0]}");
        assertThat(Desk.run("bundle", "inspect", bundle.toString()).succeeded().out())
                .contains("format: ort", "x: float32 [rows, 2]");
    }

    private byte[] ortFormat(byte[] model) throws IOException, OrtException {
        var saved = folder.resolve("saved.ort");
        try (var options = new SessionOptions()) {
            options.addConfigEntry("session.save_model_format", "ORT");
            options.setOptimizedModelFilePath(saved.toString());
            OrtEnvironment.getEnvironment().createSession(model, options).close();
        }
        return Files.readAllBytes(saved);
    }

    private static void verified(Path bundle) {
        Desk.run("bundle", "verify", bundle.toString()).succeeded();
    }

    private static byte[] matrix(int columns) {
        return new OnnxMaker()
                .input("x", FLOAT32, ANY, columns)
                .node("Neg", List.of("x"), List.of("y"))
                .output("y", FLOAT32, ANY, columns)
                .make();
    }
}
