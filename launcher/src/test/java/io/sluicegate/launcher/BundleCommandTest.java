package io.sluicegate.launcher;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;
import static io.sluicegate.bundle.onnx.OnnxMaker.STRING;
import static io.sluicegate.launcher.Desk.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.bundle.onnx.OnnxMaker;
import io.sluicegate.launcher.Desk.Result;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.runtime.service.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a data scientist does with a model of their own, without Kafka. */
class BundleCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

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
    void shouldLeadFromAModelOfImagesToScores() throws IOException {
        var model = Files.write(folder.resolve("image.onnx"), image());
        var training = Files.writeString(folder.resolve("training.jsonl"), """
                {"image": [[[0, 1, 2], [3, 4, 5]]], "amount": 3.5}
                {"image": [[[9, 9, 9], [9, 9, 9.5]]], "amount": 1}
                """);
        var rows = Files.writeString(folder.resolve("rows.jsonl"), "{\"image\": [[[1, 2, 3], [4, 5, 6.5]]]}\n");
        var bundle = folder.resolve("bundle");

        var created = create(model, bundle, "--features", training.toString());
        var verified = run("bundle", "verify", bundle.toString());
        var scored = run("bundle", "score", bundle.toString(), "--input", rows.toString());

        assertThat(List.of(created, verified, scored))
                .allSatisfy(result -> assertThat(result.errors()).isEmpty());
        assertThat(created.out())
                .contains(
                        "input 'image' (float32 [rows, 1, 2, 3]) is filled by feature image, a vector of float32 [1, 2, 3]");
        assertThat(Files.readString(bundle.resolve("manifest.yaml")))
                .contains("type: vector", "elements: float32", "shape:");
        assertThat(Files.readString(bundle.resolve("reference.json"))).doesNotContain("image");
        assertThat(MAPPER.readTree(Files.readString(bundle.resolve("golden.json")))
                        .at("/vectors/1/features/image/0/1/2")
                        .doubleValue())
                .isEqualTo(9.5);
        assertThat(MAPPER.readTree(scored.out()).at("/y/0").doubleValue()).isEqualTo(21.5);
    }

    @Test
    void shouldTakeRowsWithVectorsAsABackfillWritesThem() throws IOException {
        var model = Files.write(folder.resolve("image.onnx"), image());
        var form = new VectorForm(VectorForm.Element.UINT8, List.of(1, 2, 3));
        var schema = SchemaBuilder.record("Features")
                .fields()
                .requiredString("featureSet")
                .name("image")
                .type(Schema.createUnion(Schema.create(Schema.Type.NULL), form.schema()))
                .withDefault(null)
                .endRecord();
        var training = folder.resolve("training.avro");
        try (var file = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))) {
            file.create(schema, training.toFile());
            for (var last : new byte[] {6, (byte) 200}) {
                var row = new GenericData.Record(schema);
                row.put("featureSet", "abc");
                row.put("image", ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, last}));
                file.append(row);
            }
        }
        var bundle = folder.resolve("bundle");

        var created = create(model, bundle, "--features", training.toString());

        assertThat(created.errors()).isEmpty();
        assertThat(created.out()).contains("feature image, a vector of uint8 [1, 2, 3]");
        var golden = MAPPER.readTree(Files.readString(bundle.resolve("golden.json")));
        assertThat(golden.at("/vectors/1/features/image").toString()).isEqualTo("[[[1,2,3],[4,5,200]]]");
        assertThat(golden.at("/vectors/1/score").doubleValue()).isEqualTo(215);
    }

    @Test
    void shouldMakeUpVectorsForAModelWithoutRowsAndFewOfThoseThatAreLarge() throws IOException {
        var model = new OnnxMaker()
                .input("photo", OnnxMaker.UINT8, ANY, 3, 224, 224)
                .node("Cast", List.of("photo"), List.of("pixels"), "to", FLOAT32)
                .node("ReduceMean", List.of("pixels"), List.of("y"), "axes", new long[] {1, 2, 3}, "keepdims", 0)
                .output("y", FLOAT32, ANY)
                .make();
        var bundle = folder.resolve("bundle");

        var created = create(Files.write(folder.resolve("photo.onnx"), model), bundle);

        assertThat(created.errors()).isEmpty();
        assertThat(created.out()).contains("feature photo, a vector of uint8 [3, 224, 224]");
        assertThat(run("bundle", "verify", bundle.toString()).out()).contains("2 golden vectors");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"image\": [[[1,2],[4,5]]]}    | row 0: feature 'image': expected float32 [1, 2, 3], found an array of 2 at depth 3",
                "{\"image\": [[[1,2,3],[4,5,\"a\"]]]} | row 0: feature 'image': expected float32 [1, 2, 3], found \"a\"",
                "{\"image\": 7}                     | row 0: feature 'image': expected float32 [1, 2, 3], found 7",
            })
    void shouldNameTheVectorOfARowThatIsNone(String row, String problem) throws IOException {
        var model = Files.write(folder.resolve("image.onnx"), image());
        var manifest = Files.writeString(
                folder.resolve("m.yaml"),
                "features:\n- {name: image, type: vector, elements: float32, shape: [1, 2, 3]}\n");
        var training = Files.writeString(folder.resolve("training.jsonl"), row + "\n");

        var created = create(
                model, folder.resolve("bundle"), "--features", training.toString(), "--manifest", manifest.toString());

        assertThat(created.code()).isEqualTo(2);
        assertThat(created.errors()).singleElement().asString().contains(problem);
    }

    /** The sum of all pixels. */
    private static byte[] image() {
        return new OnnxMaker()
                .input("image", FLOAT32, ANY, 1, 2, 3)
                .node("Flatten", List.of("image"), List.of("flat"))
                .weights("ones", new long[] {6, 1}, 1, 1, 1, 1, 1, 1)
                .node("MatMul", List.of("flat", "ones"), List.of("y"))
                .output("y", FLOAT32, ANY, 1)
                .make();
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

        refused(ExitCode.BAD_CONFIGURATION, create(nonsense, folder.resolve("a")));
        refused(ExitCode.BAD_CONFIGURATION, create(sequence, folder.resolve("b")));
        refused(ExitCode.BAD_CONFIGURATION, run("bundle", "inspect", nonsense.toString()));
        refused(ExitCode.NOT_FOUND, create(folder.resolve("absent.onnx"), folder.resolve("c")));
        var absent = folder.resolve("absent").toString();
        refused(ExitCode.NOT_FOUND, run("bundle", "verify", absent));
        refused(ExitCode.NOT_FOUND, run("bundle", "score", absent, "--input", "rows.jsonl"));
    }

    private static void refused(ExitCode code, Result result) {
        assertThat(result.code()).isEqualTo(code.code());
        assertThat(result.errors()).singleElement().asString().doesNotContain("\n");
    }

    @Test
    void shouldTakeWeightsBesideTheModelAlong() throws IOException {
        var weights = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(3);
        Files.write(folder.resolve("model.onnx.data"), weights.array());
        var bundle = folder.resolve("elsewhere/bundle");
        var rows = Files.writeString(folder.resolve("rows.jsonl"), "{\"x\": 7}\n");

        var created = create(weighted("model.onnx.data"), bundle);
        Files.delete(folder.resolve("model.onnx.data"));
        var scored = run("bundle", "score", bundle.toString(), "--input", rows.toString());
        var refused = create(weighted("../secret"), folder.resolve("other"));

        assertThat(created.errors()).isEmpty();
        assertThat(Files.readString(bundle.resolve("SHA256SUMS"))).contains("  model.onnx.data\n");
        assertThat(scored.out()).contains("21.0");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.errors())
                .singleElement()
                .asString()
                .contains("'../secret' is a path that leads out of the model's folder");
    }

    private Path weighted(String file) throws IOException {
        var model = new OnnxMaker()
                .input("x", FLOAT32, ANY, 1)
                .externalWeights("w", file, 1, 1)
                .node("MatMul", List.of("x", "w"), List.of("y"))
                .output("y", FLOAT32, ANY, 1)
                .make();
        return Files.write(folder.resolve("weighted.onnx"), model);
    }

    @Test
    void shouldShowItsUsageWithoutASubcommand() {
        assertThat(run("bundle").code()).isEqualTo(ExitCode.USAGE.code());
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

    private Result create(Path model, Path out, String... more) {
        var arguments = new ArrayList<>(List.of(
                "bundle", "create", "--model", model.toString(), "--name", "mine", "-v", "1", "--out", out.toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }
}
