package io.sluicegate.launcher;

import static io.sluicegate.testing.OnnxMaker.ANY;
import static io.sluicegate.testing.OnnxMaker.FLOAT32;
import static io.sluicegate.testing.OnnxMaker.STRING;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.testing.OnnxMaker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a data scientist does with a model of their own, without Kafka. */
class BundleCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    private record Result(int code, String out, List<String> errors) {}

    @Test
    void shouldLeadFromAFileToScores() throws IOException {
        var model = classifier();
        var bundle = folder.resolve("bundle");
        var rows = Files.writeString(folder.resolve("rows.jsonl"), """
                {"age": 30, "color": "red"}
                {"color": "käse", "age": [61.5]}

                {"age": "NaN", "color": "blue"}
                """);

        var inspected = run("bundle", "inspect", model.toString(), "--output", "json");
        var created = create(model, bundle);
        var verified = run("bundle", "verify", bundle.toString());
        var one = run("bundle", "score", bundle.toString(), "--input", rows.toString(), "--batch", "1");
        var all = run("bundle", "score", bundle.toString(), "--input", rows.toString());

        assertThat(MAPPER.readTree(inspected.out()).get("inputs")).hasSize(2);
        assertThat(created.out())
                .contains("inferred: input 'color' (string [rows, 1]) is filled by feature color")
                .contains("inferred: the label is output 'output_label'")
                .contains("Its digest is ");
        assertThat(verified.out()).contains("mine@1 is in order: 8 golden vectors");
        assertThat(List.of(inspected, created, verified, one, all))
                .extracting(Result::code)
                .containsOnly(0);
        assertThat(all.out()).isEqualTo(one.out());
        var lines = all.out().lines().toList();
        assertThat(lines).hasSize(3);
        var first = MAPPER.readTree(lines.get(0));
        assertThat(first.get("output_label").asText()).isEqualTo("no");
        assertThat(first.get("output_probability").properties()).hasSize(2);
        assertThat(first.get("echo").get(0).asText()).isEqualTo("red");
        assertThat(MAPPER.readTree(lines.get(1)).get("echo").get(0).asText()).isEqualTo("käse");
    }

    @Test
    void shouldGiveTheSameDigestForTheSameInput() throws IOException {
        var model = classifier();

        var first = create(model, folder.resolve("first"));
        var second = create(model, folder.resolve("second"));
        var again = create(model, folder.resolve("second"));

        assertThat(digest(first)).isEqualTo(digest(second)).isEqualTo(digest(again));
    }

    private static String digest(Result result) {
        return result.out()
                .lines()
                .filter(line -> line.startsWith("Its digest is "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldTakeRowsThatTheModelWasTrainedOn() throws IOException {
        var training = Files.writeString(
                folder.resolve("training.jsonl"),
                "{\"age\": 30.0, \"color\": \"red\"}\n{\"age\": null, \"color\": \"green\"}\n".repeat(50));

        var created = run(
                "bundle",
                "create",
                "--model",
                classifier().toString(),
                "--name",
                "mine",
                "-v",
                "1",
                "--out",
                folder.resolve("bundle").toString(),
                "--features",
                training.toString());

        assertThat(created.errors()).isEmpty();
        assertThat(Files.readString(folder.resolve("bundle/golden.json"))).contains("\"green\"");
        assertThat(Files.readString(folder.resolve("bundle/reference.json")))
                .contains("\"rows\" : 100", "\"age\"")
                .contains("\"strings\"", "\"color\"", "\"green\"", "\"red\"");
    }

    @Test
    void shouldRefuseToWriteOverAnotherBundle() throws IOException {
        create(classifier(), folder.resolve("bundle"));
        var other = Files.write(
                folder.resolve("other.onnx"),
                new OnnxMaker()
                        .input("x", FLOAT32, ANY, 1)
                        .node("Neg", List.of("x"), List.of("y"))
                        .output("y", FLOAT32, ANY, 1)
                        .make());

        var refused = create(other, folder.resolve("bundle"));

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.errors()).singleElement().asString().contains("a version never changes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"age\":1}                          | rows.jsonl:1: input 'color': expected string in the shape [1], found no value; the row has 'age'",
                "{\"age\":\"old\",\"color\":\"red\"}  | rows.jsonl:1: input 'age': expected float32 in the shape [1], found \"old\"",
                "{\"age\":[1,2],\"color\":\"red\"}    | rows.jsonl:1: input 'age': expected float32 in the shape [1], found an array of 2 at depth 1",
                "{\"age\":1,\"color\":7}              | rows.jsonl:1: input 'color': expected string in the shape [1], found 7",
                "{\"age\":1,\"color\":null}           | rows.jsonl:1: input 'color': expected string in the shape [1], found null",
                "{\"age\":1,\"color\":\"a\",\"b\":1}  | rows.jsonl:1: input 'b': the model has no such input, but [age, color]",
                "[1]                                  | rows.jsonl:1: expected an object with a value for each input, found [1]",
                "{\"age\":1                           | rows.jsonl:1: no JSON: Unexpected end-of-input",
                "{\"age\":1,\"age\":2,\"color\":\"a\"} | rows.jsonl:1: no JSON: Duplicate field",
            })
    void shouldNameTheInputOfARowThatCannotBeScored(String row, String problem) throws IOException {
        var bundle = folder.resolve("bundle");
        create(classifier(), bundle);
        var rows = Files.writeString(folder.resolve("rows.jsonl"), row + "\n");

        var result = run("bundle", "score", bundle.toString(), "--input", rows.toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.errors()).singleElement().asString().contains(problem).doesNotContain("\n");
    }

    @Test
    void shouldRefuseWhatIsNoModelInOneLine() throws IOException {
        var nonsense = Files.writeString(folder.resolve("model.onnx"), "nonsense");
        var sequence = Files.write(
                folder.resolve("sequence.onnx"),
                new OnnxMaker().input("x", FLOAT32, ANY, 1).sequenceOutput("y").make());

        for (var result : List.of(
                create(nonsense, folder.resolve("a")),
                create(sequence, folder.resolve("b")),
                create(folder.resolve("absent.onnx"), folder.resolve("c")),
                run("bundle", "inspect", nonsense.toString()),
                run("bundle", "verify", folder.resolve("absent").toString()),
                run("bundle", "score", folder.resolve("absent").toString(), "--input", "rows.jsonl"))) {
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.errors()).singleElement().asString().doesNotContain("\n");
        }
    }

    @Test
    void shouldShowItsUsageWithoutASubcommand() {
        assertThat(run("bundle").code()).isEqualTo(2);
        assertThat(run("bundle", "--help").out()).contains("create", "inspect", "verify", "score", "publish");
    }

    private Path classifier() throws IOException {
        var model = new OnnxMaker()
                .input("age", FLOAT32, ANY, 1)
                .input("color", STRING, ANY, 1)
                .ml(
                        "LinearClassifier",
                        List.of("age"),
                        List.of("output_label", "raw"),
                        "coefficients",
                        new float[] {-0.1f, 0.1f},
                        "intercepts",
                        new float[] {5, -5},
                        "post_transform",
                        "SOFTMAX",
                        "classlabels_strings",
                        new String[] {"no", "yes"})
                .ml("ZipMap", List.of("raw"), List.of("output_probability"), "classlabels_strings", new String[] {
                    "no", "yes"
                })
                .node("Identity", List.of("color"), List.of("echo"))
                .output("output_label", STRING, ANY)
                .mapOutput("output_probability", STRING)
                .output("echo", STRING, ANY, 1)
                .make();
        return Files.write(folder.resolve("classifier.onnx"), model);
    }

    private Result create(Path model, Path out) {
        return run(
                "bundle", "create", "--model", model.toString(), "--name", "mine", "-v", "1", "--out", out.toString());
    }

    private static Result run(String... arguments) {
        var errors = new ArrayList<String>();
        var printed = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            var code = SluicegateMain.run(errors::add, arguments);
            return new Result(code, printed.toString(UTF_8), errors);
        } finally {
            System.setOut(before);
        }
    }
}
