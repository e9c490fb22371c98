package io.sluicegate.launcher;

import static io.sluicegate.bundle.onnx.OnnxMaker.ANY;
import static io.sluicegate.bundle.onnx.OnnxMaker.FLOAT32;
import static io.sluicegate.bundle.onnx.OnnxMaker.INT64;
import static io.sluicegate.bundle.onnx.OnnxMaker.INT8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluicegate.bundle.onnx.OnnxMaker;
import io.sluicegate.runtime.service.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody decides whether an optimised model may take the place of the first one. */
class BundleCompareTest {
    @TempDir
    private Path folder;

    @Test
    void shouldCountWhatChangesBesideWhatItCosts() throws IOException {
        var first = bundle("first", 0, "threshold: 0.5");
        var second = bundle("second", 0.25, "threshold: 0.5");
        var rows =
                Files.writeString(folder.resolve("rows.jsonl"), "{\"x\":0}\n{\"x\":0.3}\n{\"x\":0.4}\n{\"x\":0.75}\n");

        var comparison = compare(first, second, rows, "--tolerance", "0.01");

        assertThat(comparison.get("rows").asInt()).isEqualTo(4);
        assertThat(comparison.at("/score/max").asDouble()).isCloseTo(0.25, within(1e-6));
        assertThat(comparison.at("/score/mean").asDouble()).isCloseTo(0.25, within(1e-6));
        assertThat(comparison.at("/score/share").asDouble()).isEqualTo(1);
        assertThat(comparison.at("/outputs/y/beyond").asInt()).isEqualTo(4);
        assertThat(comparison.at("/outputs/label/beyond").asInt()).isEqualTo(2);
        assertThat(comparison.at("/labels/changed").asInt()).isEqualTo(2);
        assertThat(comparison.at("/decisions/changed").asInt()).isEqualTo(2);
        for (var model : List.of(comparison.get("a"), comparison.get("b"))) {
            assertThat(model.at("/microsPerRow/1").asDouble())
                    .isGreaterThan(model.at("/microsPerRow/32").asDouble());
            assertThat(model.get("fileBytes").asLong()).isPositive();
            assertThat(model.get("memoryBytes").asLong()).isNotNegative();
            assertThat(model.get("oneByOne").asBoolean()).isFalse();
        }
    }

    @Test
    void shouldFindNothingBetweenAModelAndItself() throws IOException {
        var first = bundle("first", 0, "");
        var rows = Files.writeString(folder.resolve("rows.jsonl"), "{\"x\":0}\n{\"x\":\"NaN\"}\n");

        var comparison = compare(first, first, rows, "--tolerance", "0");

        assertThat(comparison.at("/score/beyond").asInt()).isZero();
        assertThat(comparison.at("/labels/changed").asInt()).isZero();
        assertThat(comparison.has("decisions")).isFalse();
        var text = run(first, first, rows).succeeded();
        assertThat(text.out())
                .contains("time of a row in calls of 32, µs", "2 rows, tolerance 0.001")
                .contains("score: max 0.00, mean 0.00, 0 rows (0.00 %) beyond the tolerance")
                .contains("labels: 0 rows (0.00 %) changed");
    }

    /** Dynamic quantisation chooses a scale by all rows of a call, so each row needs a call of its own. */
    @Test
    void shouldShowWhatDynamicQuantisationCosts() throws IOException {
        var exact = new OnnxMaker()
                .input("x", FLOAT32, ANY, 2)
                .weights("w", new long[] {2, 1}, 1, -0.5)
                .node("MatMul", List.of("x", "w"), List.of("y"))
                .output("y", FLOAT32, ANY, 1);
        var quantised = new OnnxMaker()
                .input("x", FLOAT32, ANY, 2)
                .small("w", INT8, new long[] {2, 1}, 100, -50)
                .weights("w_scale", new long[] {}, 0.01)
                .node("DynamicQuantizeLinear", List.of("x"), List.of("xq", "x_scale", "x_zero"))
                .node("MatMulInteger", List.of("xq", "w", "x_zero"), List.of("sum"))
                .node("Cast", List.of("sum"), List.of("real"), "to", FLOAT32)
                .node("Mul", List.of("x_scale", "w_scale"), List.of("scale"))
                .node("Mul", List.of("real", "scale"), List.of("y"))
                .output("y", FLOAT32, ANY, 1);
        Desk.create(exact.make(), folder.resolve("exact")).succeeded();
        Desk.create(quantised.make(), folder.resolve("quantised")).succeeded();
        var rows = Files.writeString(folder.resolve("rows.jsonl"), "{\"x\":[0.3,7]}\n{\"x\":[-1,2]}\n");

        var comparison = compare(folder.resolve("exact"), folder.resolve("quantised"), rows, "--tolerance", "1e-6");

        assertThat(comparison.at("/a/oneByOne").asBoolean()).isFalse();
        assertThat(comparison.at("/b/oneByOne").asBoolean()).isTrue();
        assertThat(comparison.at("/outputs/y/beyond").asInt()).isPositive();
        assertThat(comparison.at("/outputs/y/max").asDouble()).isBetween(1e-6, 0.1);
    }

    @Test
    void shouldRefuseInOneLineWhatCannotBeCompared() throws IOException {
        var first = bundle("first", 0, "");
        var empty = Files.writeString(folder.resolve("empty.jsonl"), "");
        var other = Files.writeString(folder.resolve("other.jsonl"), "{\"x\":1}\n{\"z\":1}\n");

        assertThat(run(first, first, empty).refusal()).contains("empty.jsonl holds no rows to compare by");
        assertThat(run(first, first, other).refusal()).contains("other.jsonl:2: ", "input 'x': expected float32");
        assertThat(run(first, folder, other).refusal()).contains("is a folder without manifest.yaml");
        assertThat(run(first, first, other, "--tolerance", "-1").refusal(ExitCode.USAGE))
                .isEqualTo("--tolerance is -1.0, expected 0 or more; correct the option");
    }

    /** A model that adds a number, and says whether the sum is above a half. */
    private Path bundle(String name, double added, String output) throws IOException {
        var model = new OnnxMaker()
                .input("x", FLOAT32, ANY, 1)
                .weights("added", new long[] {1}, added)
                .weights("half", new long[] {1}, 0.5)
                .node("Add", List.of("x", "added"), List.of("y"))
                .node("Greater", List.of("y", "half"), List.of("above"))
                .node("Cast", List.of("above"), List.of("label"), "to", INT64)
                .output("y", FLOAT32, ANY, 1)
                .output("label", INT64, ANY, 1);
        var manifest = Files.writeString(
                folder.resolve(name + ".yaml"), output.isEmpty() ? "format: 2\n" : "output: {" + output + "}\n");
        var bundle = folder.resolve(name);
        Desk.create(model.make(), bundle, "--manifest", manifest.toString()).succeeded();
        return bundle;
    }

    private static JsonNode compare(Path first, Path second, Path rows, String... more) throws IOException {
        var arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--output", "json"));
        return new ObjectMapper()
                .readTree(run(first, second, rows, arguments.toArray(String[]::new))
                        .succeeded()
                        .out());
    }

    private static Desk.Result run(Path first, Path second, Path rows, String... more) {
        var arguments = new ArrayList<>(
                List.of("bundle", "compare", first.toString(), second.toString(), "--input", rows.toString()));
        arguments.addAll(List.of(more));
        return Desk.run(arguments.toArray(String[]::new));
    }
}
